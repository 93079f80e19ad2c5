import { addLanguage } from '../add-language.js';

addLanguage('it', {
  label: 'Chiave di licenza',
  check: 'Verifica',
  buy: 'Ottieni una licenza',
  other: 'Usa un’altra chiave',
  valid: 'La tua licenza è valida.',
  renews: 'Si rinnova il {date}.',
  ends: 'Termina il {date}.',
  stale: 'Sarà confermata di nuovo più tardi.',
  'empty-key': 'Inserisci la tua chiave di licenza.',
  'malformed-key': 'Questa non è una chiave di licenza. Copia la tua da whop.com/@me/settings/orders.',
  'several-words': 'Incolla una sola chiave di licenza, non due, e nient’altro.',
  'whop-id':
    'Questo è un altro codice di Whop, non la tua chiave di licenza. Copia la chiave da whop.com/@me/settings/orders.',
  'not-found':
    'Nessuna licenza ha questa chiave. Controlla maiuscole e trattini, oppure copiala da whop.com/@me/settings/orders.',
  inactive: 'Questa licenza non è attiva. Guarda su whop.com/@me/settings/orders.',
  expired: 'Questa licenza è scaduta. Puoi rinnovarla su Whop.',
  canceled: 'Questa licenza è stata annullata. Puoi rinnovarla su Whop.',
  past_due: 'C’è un pagamento in sospeso per questa licenza. Pagalo su Whop, poi verifica di nuovo.',
  'device-mismatch':
    'Questa chiave è in uso su un altro dispositivo. Reimpostala su whop.com/@me/settings/orders, poi verifica di nuovo.',
  'wrong-product': 'Questa licenza è per un altro prodotto.',
  'wrong-plan': 'Questa licenza è per un altro piano.',
  'rate-limited': 'Si stanno verificando molte licenze. Riprova tra {wait}.',
  offline: 'Sembra che tu sia offline. Connettiti a Internet, poi verifica di nuovo.',
  unreachable: 'Non è stato possibile raggiungere il servizio licenze. Riprova tra un momento.',
  timeout: 'Il servizio licenze ha impiegato troppo tempo. Riprova tra un momento.',
  'server-error': 'Il servizio licenze ha un problema. Riprova più tardi.',
  unverified: 'Non è stato possibile verificare la tua licenza, e non è colpa tua. Scrivi al venditore.',
});
