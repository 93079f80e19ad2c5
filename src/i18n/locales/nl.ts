import { addLanguage } from '../add-language.js';

addLanguage('nl', {
  label: 'Licentiesleutel',
  check: 'Controleren',
  buy: 'Een licentie kopen',
  other: 'Andere sleutel gebruiken',
  valid: 'Je licentie is geldig.',
  renews: 'Ze wordt verlengd op {date}.',
  ends: 'Ze eindigt op {date}.',
  stale: 'Ze wordt later opnieuw bevestigd.',
  'empty-key': 'Vul je licentiesleutel in.',
  'malformed-key': 'Dit is geen licentiesleutel. Kopieer de jouwe van whop.com/@me/settings/orders.',
  'several-words': 'Plak één licentiesleutel, geen twee, en niets anders.',
  'whop-id':
    'Dit is een andere code van Whop, niet je licentiesleutel. Kopieer de sleutel van whop.com/@me/settings/orders.',
  'not-found':
    'Bij deze sleutel hoort geen licentie. Let op hoofdletters en streepjes, of kopieer hem van whop.com/@me/settings/orders.',
  inactive: 'Deze licentie is niet actief. Kijk op whop.com/@me/settings/orders.',
  expired: 'Deze licentie is verlopen. Je kunt haar op Whop verlengen.',
  canceled: 'Deze licentie is opgezegd. Je kunt haar op Whop vernieuwen.',
  past_due: 'Voor deze licentie staat een betaling open. Betaal op Whop en controleer daarna opnieuw.',
  'device-mismatch':
    'Deze sleutel is in gebruik op een ander apparaat. Reset hem op whop.com/@me/settings/orders en controleer daarna opnieuw.',
  'wrong-product': 'Deze licentie is voor een ander product.',
  'wrong-plan': 'Deze licentie is voor een ander abonnement.',
  'rate-limited': 'Er worden nu veel licenties gecontroleerd. Probeer het over {wait} opnieuw.',
  offline: 'Je lijkt offline te zijn. Maak verbinding met internet en controleer daarna opnieuw.',
  unreachable: 'De licentiedienst was niet bereikbaar. Probeer het zo opnieuw.',
  timeout: 'De licentiedienst deed er te lang over. Probeer het zo opnieuw.',
  'server-error': 'De licentiedienst heeft een storing. Probeer het later opnieuw.',
  unverified: 'Je licentie kon niet worden gecontroleerd, en dat ligt niet aan jou. Schrijf de verkoper een bericht.',
});
