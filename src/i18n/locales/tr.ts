import { addLanguage } from '../add-language.js';

addLanguage('tr', {
  label: 'Lisans anahtarı',
  check: 'Denetle',
  buy: 'Lisans al',
  other: 'Başka anahtar kullan',
  valid: 'Lisansınız geçerli.',
  renews: '{date} tarihinde yenilenir.',
  ends: '{date} tarihinde sona erer.',
  stale: 'Daha sonra yeniden onaylanacak.',
  'empty-key': 'Lisans anahtarınızı girin.',
  'malformed-key': 'Bu bir lisans anahtarı değil. Sizinkini whop.com/@me/settings/orders adresinden kopyalayın.',
  'several-words': 'Yalnızca bir lisans anahtarı yapıştırın; iki tane ya da başka bir şey değil.',
  'whop-id':
    'Bu, Whop’un başka bir kodu; lisans anahtarınız değil. Anahtarı whop.com/@me/settings/orders adresinden kopyalayın.',
  'not-found':
    'Bu anahtara ait bir lisans yok. Büyük harfleri ve tireleri denetleyin ya da anahtarı whop.com/@me/settings/orders adresinden kopyalayın.',
  inactive: 'Bu lisans etkin değil. whop.com/@me/settings/orders adresine bakın.',
  expired: 'Bu lisansın süresi doldu. Whop üzerinden yenileyebilirsiniz.',
  canceled: 'Bu lisans iptal edildi. Whop üzerinden yenileyebilirsiniz.',
  past_due: 'Bu lisans için bekleyen bir ödeme var. Whop üzerinden ödeyip yeniden denetleyin.',
  'device-mismatch':
    'Bu anahtar başka bir cihazda kullanılıyor. whop.com/@me/settings/orders adresinde sıfırlayıp yeniden denetleyin.',
  'wrong-product': 'Bu lisans başka bir ürün için.',
  'wrong-plan': 'Bu lisans başka bir plan için.',
  'rate-limited': 'Şu anda çok sayıda lisans denetleniyor. {wait} sonra yeniden deneyin.',
  offline: 'Çevrimdışı görünüyorsunuz. İnternete bağlanıp yeniden denetleyin.',
  unreachable: 'Lisans hizmetine ulaşılamadı. Birazdan yeniden deneyin.',
  timeout: 'Lisans hizmeti çok geç kaldı. Birazdan yeniden deneyin.',
  'server-error': 'Lisans hizmetinde bir sorun var. Daha sonra yeniden deneyin.',
  unverified: 'Lisansınız denetlenemedi ve bu sizin hatanız değil. Lütfen satıcıya yazın.',
});
