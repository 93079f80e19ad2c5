/** Faults of the seller's API key, which is a key as well. The first three are what Whop itself says. */
export const credentialBodies = {
  'the permission': String.raw`
    {"message":"The API Key supplied does not have permission to access this route"}
    {"error":{"status":401,"message":"Your access token is invalid"}}
    {"error":{"type":"bad_request","message":"Actor is missing all required permissions: member:basic:read"}}
    {"message":"You do not have permission to see this license, or it was not found"}
    {"message":"Scope member:basic:read not found for this key"}
    {"message":"You are not authorized"}
    {"message":"App API key is not authorized for the member:basic:read scope."}
    {"message":"Key not authorized for this license"}
  `,
  'the API key itself': String.raw`
    {"message":"Invalid API key. Key not found."}
    {"error":{"code":401,"message":"Invalid API key. Key not found."}}
    {"error":"Your API key has expired. Please reset your key"}
    {"message":"Your API key has expired. Please reset your key."}
    {"message":"Please reset your API key"}
    {"message":"Please reset your key"}
    {"message":"Please reset your key to use this API"}
    {"message":"Reset the access key of this API"}
    {"message":"Key not found"}
    {"error":"Key not found."}
    {"error":{"message":"The key does not exist"}}
    {"message":"Invalid key"}
    {"message":"Unknown key"}
    {"message":"API key not found"}
    {"message":"No such API key"}
    {"message":"The access key could not be found"}
    {"message":"License not found for this API key"}
    {"message":"No license was found for this API key"}
    {"message":"API key not found for this license"}
    {"message":"Invalid license key or API key"}
    {"message":"Your license key for this API is invalid"}
    {"error":"Invalid license key. Your API access requires a license."}
    {"message":"Encryption key not found"}
    {"message":"jwks: key not found"}
    {"message":"Signing service, key not found"}
    {"message":"The ID token was not found"}
    {"message":"Client ID does not exist"}
    {"message":"Your API key is bound to another device"}
    {"message":"Use a different API key on this device"}
    {"message":"This key cannot be used on a new machine"}
  `,
};
