import { addLanguage } from '../add-language.js';

addLanguage('es', {
  label: 'Clave de licencia',
  check: 'Comprobar',
  buy: 'Obtener una licencia',
  other: 'Usar otra clave',
  valid: 'Tu licencia es válida.',
  renews: 'Se renueva el {date}.',
  ends: 'Termina el {date}.',
  stale: 'Se confirmará de nuevo más tarde.',
  'empty-key': 'Escribe tu clave de licencia.',
  'malformed-key': 'Esto no es una clave de licencia. Copia la tuya de whop.com/@me/settings/orders.',
  'several-words': 'Pega una sola clave de licencia, no dos, y nada más.',
  'whop-id': 'Este es otro código de Whop, no tu clave de licencia. Copia la clave de whop.com/@me/settings/orders.',
  'not-found':
    'Ninguna licencia tiene esta clave. Revisa las mayúsculas y los guiones, o cópiala de whop.com/@me/settings/orders.',
  inactive: 'Esta licencia no está activa. Mira en whop.com/@me/settings/orders.',
  expired: 'Esta licencia ha caducado. Puedes renovarla en Whop.',
  canceled: 'Esta licencia se canceló. Puedes renovarla en Whop.',
  past_due: 'Esta licencia tiene un pago pendiente. Págalo en Whop y vuelve a comprobar.',
  'device-mismatch':
    'Esta clave se usa en otro dispositivo. Restablécela en whop.com/@me/settings/orders y vuelve a comprobar.',
  'wrong-product': 'Esta licencia es de otro producto.',
  'wrong-plan': 'Esta licencia es de otro plan.',
  'rate-limited': 'Se están comprobando muchas licencias. Inténtalo de nuevo dentro de {wait}.',
  offline: 'Parece que no tienes conexión. Conéctate a internet y vuelve a comprobar.',
  unreachable: 'No se pudo contactar con el servicio de licencias. Inténtalo de nuevo en un momento.',
  timeout: 'El servicio de licencias tardó demasiado. Inténtalo de nuevo en un momento.',
  'server-error': 'El servicio de licencias tiene un problema. Inténtalo de nuevo más tarde.',
  unverified: 'No se pudo comprobar tu licencia, y no es culpa tuya. Escribe al vendedor, por favor.',
});
