import { addLanguage } from '../add-language.js';

addLanguage('ko', {
  label: '라이선스 키',
  check: '확인',
  buy: '라이선스 구매',
  other: '다른 키 사용',
  valid: '라이선스가 유효합니다.',
  renews: '다음 갱신일은 {date}입니다.',
  ends: '종료일은 {date}입니다.',
  stale: '나중에 다시 확인됩니다.',
  'empty-key': '라이선스 키를 입력하세요.',
  'malformed-key': '라이선스 키가 아닙니다. whop.com/@me/settings/orders에서 키를 복사하세요.',
  'several-words': '라이선스 키 하나만 붙여 넣으세요. 두 개나 다른 글은 안 됩니다.',
  'whop-id': '이것은 Whop의 다른 코드이며 라이선스 키가 아닙니다. whop.com/@me/settings/orders에서 키를 복사하세요.',
  'not-found':
    '이 키의 라이선스가 없습니다. 대문자와 붙임표를 확인하거나 whop.com/@me/settings/orders에서 복사해 붙여 넣으세요.',
  inactive: '이 라이선스는 활성 상태가 아닙니다. whop.com/@me/settings/orders에서 확인하세요.',
  expired: '이 라이선스는 만료되었습니다. Whop에서 갱신할 수 있습니다.',
  canceled: '이 라이선스는 해지되었습니다. Whop에서 갱신할 수 있습니다.',
  past_due: '이 라이선스에 결제할 금액이 있습니다. Whop에서 결제한 뒤 다시 확인하세요.',
  'device-mismatch':
    '이 키는 다른 기기에서 사용 중입니다. whop.com/@me/settings/orders에서 초기화한 뒤 다시 확인하세요.',
  'wrong-product': '다른 제품의 라이선스입니다.',
  'wrong-plan': '다른 플랜의 라이선스입니다.',
  'rate-limited': '지금 많은 라이선스를 확인하고 있습니다. {wait} 후에 다시 시도하세요.',
  offline: '오프라인인 것 같습니다. 인터넷에 연결한 뒤 다시 확인하세요.',
  unreachable: '라이선스 서비스에 연결하지 못했습니다. 잠시 후 다시 시도하세요.',
  timeout: '라이선스 서비스의 응답이 너무 늦습니다. 잠시 후 다시 시도하세요.',
  'server-error': '라이선스 서비스에 문제가 있습니다. 나중에 다시 시도하세요.',
  unverified: '라이선스를 확인하지 못했습니다. 고객님의 잘못이 아닙니다. 판매자에게 문의해 주세요.',
});
