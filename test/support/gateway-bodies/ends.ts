/** What an API that has ended, or a part of it, may say: nobody knows how a stopped v2 answers. */
export const endBodies = {
  'the end of license keys': String.raw`
    {"message":"Membership not found. License keys are no longer supported."}
    {"error":{"status":404,"message":"Membership not found. License keys are no longer supported."}}
    {"message":"License not found. Licenses were migrated to Whop Apps."}
    {"message":"License keys are no longer supported."}
    {"message":"License key not found: validation has been discontinued"}
    {"message":"License not found - this product moved"}
    {"message":"The license key does not exist any more: license keys were removed on November 13, 2026"}
    {"message":"Membership not found","hint":"License keys are no longer supported"}
    {"message":"Membership not found","errors":[{"message":"License keys are no longer supported"}]}
    {"error":{"message":"Membership not found","notice":"Use the new endpoint"}}
    {"error":"License not found","message":"License keys were sunset"}
    {"error":"License not found","detail":"This has been shut down"}
    {"error":"License not found","docs":{"url":"https://docs.whop.com/migrate"}}
    {"message":"The membership was removed"}
    {"message":"This license is no longer available"}
  `,
  'the end of v2': String.raw`
    {"message":"API v2 is deprecated"}
    {"error":{"status":404,"message":"API v2 is no longer supported. Please migrate to v1."}}
    {"message":"This API version has been retired."}
    {"message":"This endpoint is no longer served"}
    {"message":"The v2 API was sunset on November 13, 2026"}
    {"message":"This version of the API was discontinued"}
    {"message":"This endpoint has moved to /api/v1/memberships"}
    {"message":"This route was removed"}
    {"message":"API version 2 has been shut down"}
    {"message":"API v2 stopped working on November 13, 2026"}
    {"message":"License not found: API v2 is no longer served"}
    {"message":"Not found","error":"This endpoint is deprecated"}
    {"error":{"code":"gone","message":"Gone"}}
    {"message":"Please upgrade to v1 to validate this license"}
    {"message":"Please reset your key to use on a new machine. This endpoint is deprecated."}
    {"message":"Please reset your key to use on a new machine","notice":"This endpoint is deprecated"}
    {"message":"License not found in API v2"}
    {"message":"v2: license not found"}
  `,
};
