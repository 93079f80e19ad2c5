import { addLanguage } from '../add-language.js';

addLanguage('pl', {
  label: 'Klucz licencyjny',
  check: 'Sprawdź',
  buy: 'Kup licencję',
  other: 'Użyj innego klucza',
  valid: 'Twoja licencja jest ważna.',
  renews: 'Odnowi się {date}.',
  ends: 'Kończy się {date}.',
  stale: 'Zostanie potwierdzona ponownie później.',
  'empty-key': 'Wpisz swój klucz licencyjny.',
  'malformed-key': 'To nie jest klucz licencyjny. Skopiuj swój ze strony whop.com/@me/settings/orders.',
  'several-words': 'Wklej jeden klucz licencyjny, nie dwa, i nic więcej.',
  'whop-id': 'To inny kod z Whop, a nie Twój klucz licencyjny. Skopiuj klucz ze strony whop.com/@me/settings/orders.',
  'not-found':
    'Żadna licencja nie ma takiego klucza. Sprawdź wielkie litery i myślniki albo skopiuj go ze strony whop.com/@me/settings/orders.',
  inactive: 'Ta licencja nie jest aktywna. Zobacz whop.com/@me/settings/orders.',
  expired: 'Ta licencja wygasła. Możesz odnowić ją na Whop.',
  canceled: 'Ta licencja została anulowana. Możesz odnowić ją na Whop.',
  past_due: 'Za tę licencję trzeba zapłacić. Opłać ją na Whop, a potem sprawdź ponownie.',
  'device-mismatch':
    'Ten klucz jest używany na innym urządzeniu. Zresetuj go na stronie whop.com/@me/settings/orders, a potem sprawdź ponownie.',
  'wrong-product': 'Ta licencja jest na inny produkt.',
  'wrong-plan': 'Ta licencja jest na inny plan.',
  'rate-limited': 'Sprawdzanych jest teraz wiele licencji. Spróbuj ponownie. Czas oczekiwania: {wait}.',
  offline: 'Wygląda na to, że jesteś offline. Połącz się z internetem, a potem sprawdź ponownie.',
  unreachable: 'Nie udało się połączyć z usługą licencji. Spróbuj ponownie za chwilę.',
  timeout: 'Usługa licencji odpowiadała zbyt długo. Spróbuj ponownie za chwilę.',
  'server-error': 'Usługa licencji ma problem. Spróbuj ponownie później.',
  unverified: 'Nie udało się sprawdzić Twojej licencji i nie ma w tym Twojej winy. Napisz do sprzedawcy.',
});
