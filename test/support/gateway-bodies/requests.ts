/** Faults of the request: parameters, formats, versions, addresses. */
export const requestBodies = {
  metadata: String.raw`
    {"error":{"status":400,"message":"Parameter :metadata is invalid. Please ensure you are passing the correct type for this parameter."}}
    {"message":"Parameter :metadata is invalid: it does not match"}
    {"message":"metadata must be a flat object"}
    {"message":"metadata is required"}
    {"message":"Metadata mismatch"}
    {"message":"Metadata does not match the expected shape"}
    {"message":"Metadata does not match pattern \"^a$\""}
    {"message":"Metadata values must be strings, numbers or other primitives"}
    {"message":"Metadata of different kinds cannot be mixed"}
    {"message":"Device names are limited to 64 new characters"}
    {"message":"New metadata cannot exceed 50 keys"}
    {"message":"Unknown parameter: device"}
    {"message":"HWID mismatch"}
    {"message":"The field hwid does not match"}
    {"message":"This HWID is different"}
    {"message":"New device"}
    {"message":"Devices do not match"}
    {"message":"Please reset your key to use on a new machine, or send metadata"}
    {"message":"Invalid metadata. Please reset your key to use on a new machine"}
    {"message":"Please reset your key to use on a new machine","error":"Bad Request"}
    {"detail":"Please reset your key to use on a new machine"}
    {"errors":["Please reset your key to use on a new machine"]}
    "Please reset your key to use on a new machine"
  `,
  'other parameters': String.raw`
    {"message":"The product_id parameter is required to verify this license"}
    {"message":"License not found: parameter product_id is missing"}
    {"message":"The field license_key was not found in the body"}
    {"message":"Parameter license not found"}
    {"message":"Header X-License not found: key is missing"}
    {"message":"Invalid license key format"}
    {"message":"Invalid license key length"}
    {"message":"Api-Version-Date is unknown: it does not match any version"}
    {"message":"Bad Request"}
    {"error":"Validation failed"}
    {"error":{"message":"body/metadata must be object"}}
    {"message":"Unexpected end of JSON in metadata, another value was expected"}
  `,
  addresses: String.raw`
    {"message":"Route /v2/memberships/:id/validate_license not found"}
    {"error":{"code":404,"message":"Route {PATH} not found"}}
    {"message":"Not found"}
    {"message":"Not Found."}
    {"error":"Not Found"}
    {"error":{"status":404,"message":"Not Found"}}
    {"message":"{KEY} not found"}
    {"message":"The route for this license was not found"}
    {"message":"License endpoint not found"}
    {"message":"Membership service not found"}
    {"message":"Membership action not found"}
    {"message":"License version not found"}
    {"message":"The licensing API could not be found"}
    {"message":"The requested URI was not found for this membership"}
    {"message":"memberships/{KEY}/validate_license not found"}
    {"message":"v2/memberships not found"}
    {"message":"Method validate_license not found for memberships"}
    {"message":"POST {PATH}: resource not found"}
    {"message":"https://whop.com{PATH} not found"}
    {"message":"No such resource: https://whop.com/v2/memberships"}
    {"message":"License not found","error":"Unknown API route"}
    {"message":"No such endpoint","error":{"code":404,"message":"License not found"}}
    {"message":"This path was not found: memberships"}
    {"message":"Request method 'POST' is not supported."}
  `,
};
