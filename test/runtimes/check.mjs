import { validateLicense } from 'whop-license-check/client';
import { verifyLicenseToken } from 'whop-license-relay/token';

const [licenseKey, apiBase, issuer] = process.argv.slice(2);
const verdict = await validateLicense({ licenseKey, apiBase, timeout: 600_000 });
const token = verdict.outcome === 'valid' && verdict.token;
const { sub } = await verifyLicenseToken(token, { issuer, audience: 'null', keys: `${apiBase}/.well-known/jwks.json` });
process.stdout.write(JSON.stringify({ outcome: verdict.outcome, sub }));
