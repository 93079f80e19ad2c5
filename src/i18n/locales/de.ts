import { addLanguage } from '../add-language.js';

addLanguage('de', {
  label: 'Lizenzschlüssel',
  check: 'Prüfen',
  buy: 'Lizenz kaufen',
  other: 'Anderen Schlüssel verwenden',
  valid: 'Ihre Lizenz ist gültig.',
  renews: 'Sie verlängert sich am {date}.',
  ends: 'Sie endet am {date}.',
  stale: 'Sie wird später noch einmal bestätigt.',
  'empty-key': 'Geben Sie Ihren Lizenzschlüssel ein.',
  'malformed-key': 'Das ist kein Lizenzschlüssel. Kopieren Sie Ihren von whop.com/@me/settings/orders.',
  'several-words': 'Fügen Sie nur einen Lizenzschlüssel ein, nicht zwei, und nichts weiter.',
  'whop-id':
    'Das ist ein anderer Code von Whop, nicht Ihr Lizenzschlüssel. Kopieren Sie den Schlüssel von whop.com/@me/settings/orders.',
  'not-found':
    'Zu diesem Schlüssel gibt es keine Lizenz. Prüfen Sie Großbuchstaben und Striche, oder kopieren Sie ihn von whop.com/@me/settings/orders.',
  inactive: 'Diese Lizenz ist nicht aktiv. Mehr dazu auf whop.com/@me/settings/orders.',
  expired: 'Diese Lizenz ist abgelaufen. Auf Whop können Sie sie verlängern.',
  canceled: 'Diese Lizenz wurde gekündigt. Auf Whop können Sie sie erneuern.',
  past_due: 'Für diese Lizenz ist eine Zahlung offen. Bezahlen Sie auf Whop und prüfen Sie dann noch einmal.',
  'device-mismatch':
    'Dieser Schlüssel wird auf einem anderen Gerät verwendet. Setzen Sie ihn auf whop.com/@me/settings/orders zurück und prüfen Sie dann noch einmal.',
  'wrong-product': 'Diese Lizenz gehört zu einem anderen Produkt.',
  'wrong-plan': 'Diese Lizenz gehört zu einem anderen Tarif.',
  'rate-limited': 'Gerade werden viele Lizenzen geprüft. Versuchen Sie es in {wait} noch einmal.',
  offline: 'Sie sind anscheinend offline. Stellen Sie eine Internetverbindung her und prüfen Sie dann noch einmal.',
  unreachable: 'Der Lizenzdienst war nicht erreichbar. Versuchen Sie es gleich noch einmal.',
  timeout: 'Der Lizenzdienst hat zu lange gebraucht. Versuchen Sie es gleich noch einmal.',
  'server-error': 'Der Lizenzdienst hat eine Störung. Versuchen Sie es später noch einmal.',
  unverified:
    'Ihre Lizenz konnte nicht geprüft werden, und das liegt nicht an Ihnen. Bitte schreiben Sie dem Verkäufer.',
});
