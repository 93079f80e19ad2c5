import { validateLicense } from 'whop-license-check/client';

const [licenseKey, apiBase] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await validateLicense({ licenseKey, apiBase })));
