import { addLanguage } from '../add-language.js';

addLanguage('pt-BR', {
  label: 'Chave de licença',
  check: 'Verificar',
  buy: 'Obter uma licença',
  other: 'Usar outra chave',
  valid: 'Sua licença é válida.',
  renews: 'Ela será renovada em {date}.',
  ends: 'Ela termina em {date}.',
  stale: 'Ela será confirmada novamente mais tarde.',
  'empty-key': 'Digite sua chave de licença.',
  'malformed-key': 'Isto não é uma chave de licença. Copie a sua de whop.com/@me/settings/orders.',
  'several-words': 'Cole apenas uma chave de licença, não duas, e nada mais.',
  'whop-id': 'Este é outro código do Whop, não a sua chave de licença. Copie a chave de whop.com/@me/settings/orders.',
  'not-found':
    'Nenhuma licença tem esta chave. Confira as maiúsculas e os hifens, ou copie a chave de whop.com/@me/settings/orders.',
  inactive: 'Esta licença não está ativa. Veja whop.com/@me/settings/orders.',
  expired: 'Esta licença expirou. Você pode renová-la no Whop.',
  canceled: 'Esta licença foi cancelada. Você pode renová-la no Whop.',
  past_due: 'Há um pagamento pendente para esta licença. Pague no Whop e verifique de novo.',
  'device-mismatch':
    'Esta chave está em uso em outro dispositivo. Redefina a chave em whop.com/@me/settings/orders e verifique de novo.',
  'wrong-product': 'Esta licença é de outro produto.',
  'wrong-plan': 'Esta licença é de outro plano.',
  'rate-limited': 'Muitas licenças estão sendo verificadas. Tente de novo em {wait}.',
  offline: 'Parece que você está off-line. Conecte-se à internet e verifique de novo.',
  unreachable: 'Não foi possível acessar o serviço de licenças. Tente de novo em instantes.',
  timeout: 'O serviço de licenças demorou demais. Tente de novo em instantes.',
  'server-error': 'O serviço de licenças está com um problema. Tente de novo mais tarde.',
  unverified: 'Não foi possível verificar sua licença, e a culpa não é sua. Escreva para o vendedor, por favor.',
});
