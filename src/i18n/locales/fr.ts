import { addLanguage } from '../add-language.js';

addLanguage('fr', {
  label: 'Clé de licence',
  check: 'Vérifier',
  buy: 'Obtenir une licence',
  other: 'Utiliser une autre clé',
  valid: 'Votre licence est valide.',
  renews: 'Elle sera renouvelée le {date}.',
  ends: 'Elle se termine le {date}.',
  stale: 'Elle sera confirmée de nouveau plus tard.',
  'empty-key': 'Saisissez votre clé de licence.',
  'malformed-key': 'Ce n’est pas une clé de licence. Copiez la vôtre depuis whop.com/@me/settings/orders.',
  'several-words': 'Collez une seule clé de licence, pas deux, et rien d’autre.',
  'whop-id':
    'C’est un autre code de Whop, pas votre clé de licence. Copiez la clé depuis whop.com/@me/settings/orders.',
  'not-found':
    'Aucune licence ne correspond à cette clé. Vérifiez les majuscules et les tirets, ou copiez-la depuis whop.com/@me/settings/orders.',
  inactive: 'Cette licence n’est pas active. Voyez whop.com/@me/settings/orders.',
  expired: 'Cette licence a expiré. Vous pouvez la renouveler sur Whop.',
  canceled: 'Cette licence a été résiliée. Vous pouvez la renouveler sur Whop.',
  past_due: 'Un paiement est dû pour cette licence. Réglez-le sur Whop, puis vérifiez à nouveau.',
  'device-mismatch':
    'Cette clé est utilisée sur un autre appareil. Réinitialisez-la sur whop.com/@me/settings/orders, puis vérifiez à nouveau.',
  'wrong-product': 'Cette licence est pour un autre produit.',
  'wrong-plan': 'Cette licence est pour une autre formule.',
  'rate-limited': 'Beaucoup de licences sont en cours de vérification. Réessayez dans {wait}.',
  offline: 'Vous semblez être hors ligne. Connectez-vous à Internet, puis vérifiez à nouveau.',
  unreachable: 'Le service de licences n’a pas pu être joint. Réessayez dans un instant.',
  timeout: 'Le service de licences a mis trop de temps. Réessayez dans un instant.',
  'server-error': 'Le service de licences rencontre un problème. Réessayez plus tard.',
  unverified: 'Votre licence n’a pas pu être vérifiée, et vous n’y êtes pour rien. Veuillez écrire au vendeur.',
});
