import { validateLicense } from 'whop-license-check/client';
import { verifyLicenseToken } from 'whop-license-relay/token';

const [licenseKey, apiBase, issuer] = process.argv.slice(2);
const { outcome, token } = await validateLicense({ licenseKey, apiBase });
const { sub } = await verifyLicenseToken(token, { issuer, audience: 'null', keys: `${apiBase}/.well-known/jwks.json` });
process.stdout.write(JSON.stringify({ outcome, sub }));
