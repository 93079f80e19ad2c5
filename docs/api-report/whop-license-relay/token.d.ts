import { JSONWebKeySet } from 'jose';

interface LicenseClaims {
    iss: string;
    sub: string;
    product: string;
    plan: string;
    aud: string;
    iat: number;
    exp: number;
}
interface VerifyLicenseTokenOptions {
    issuer: string | string[];
    audience: string | string[];
    keys: JSONWebKeySet | URL | string;
}
declare class TokenRefused extends Error {
    name: string;
}
declare function verifyLicenseToken(token: unknown, options: VerifyLicenseTokenOptions): Promise<LicenseClaims>;

export { TokenRefused, verifyLicenseToken };
export type { LicenseClaims, VerifyLicenseTokenOptions };
