import { addLanguage } from '../add-language.js';

addLanguage('ja', {
  label: 'ライセンスキー',
  check: '確認',
  buy: 'ライセンスを購入',
  other: '別のキーを使う',
  valid: 'ライセンスは有効です。',
  renews: '{date}に更新されます。',
  ends: '{date}に終了します。',
  stale: '後ほど改めて確認します。',
  'empty-key': 'ライセンスキーを入力してください。',
  'malformed-key': 'これはライセンスキーではありません。whop.com/@me/settings/orders からコピーしてください。',
  'several-words': 'ライセンスキーを一つだけ貼り付けてください。',
  'whop-id':
    'これは Whop の別のコードで、ライセンスキーではありません。キーは whop.com/@me/settings/orders からコピーしてください。',
  'not-found':
    'このキーのライセンスは見つかりません。大文字とハイフンを確かめるか、whop.com/@me/settings/orders からコピーして貼り付けてください。',
  inactive: 'このライセンスは有効ではありません。whop.com/@me/settings/orders をご覧ください。',
  expired: 'このライセンスは期限が切れています。Whop で更新できます。',
  canceled: 'このライセンスは解約されています。Whop で更新できます。',
  past_due: 'このライセンスのお支払いが済んでいません。Whop でお支払いのうえ、もう一度確認してください。',
  'device-mismatch':
    'このキーは別の端末で使われています。whop.com/@me/settings/orders でリセットしてから、もう一度確認してください。',
  'wrong-product': 'これは別の製品のライセンスです。',
  'wrong-plan': 'これは別のプランのライセンスです。',
  'rate-limited': 'ただいま多くのライセンスを確認しています。{wait}後にもう一度お試しください。',
  offline: 'オフラインのようです。インターネットに接続して、もう一度確認してください。',
  unreachable: 'ライセンスサービスにつながりませんでした。しばらくしてからお試しください。',
  timeout: 'ライセンスサービスの応答に時間がかかりすぎました。しばらくしてからお試しください。',
  'server-error': 'ライセンスサービスに問題が起きています。後ほどお試しください。',
  unverified: 'ライセンスを確認できませんでした。お客様のせいではありません。販売者にご連絡ください。',
});
