/** A 404 about another thing than this license, and sentences that only come near to a refusal. */
export const otherThingBodies = {
  'another ID': String.raw`
    {"message":"No such Resource found with the provided ID: mem_4eKq2VbNsWc0Lt"}
    {"message":"No such Resource found with the provided ID: {KEY}-2"}
    {"message":"No such Resource found with the provided ID: X{KEY}"}
    {"message":"No such Resource found with the provided ID: {KEY} {KEY}"}
    {"message":"No such Resource found with the provided ID: "}
    {"message":"No such Resource found with the provided ID"}
    {"message":"No such Resource found with the provided ID: biz_1, for {KEY}"}
    {"error":{"status":404,"message":"No such License found with the provided ID: PRO-FFFFFF-CDEF4567-89ABCDW"}}
    {"message":"No such Company found with the provided ID: biz_1"}
    {"message":"No such Company found with the provided ID: {KEY}"}
    {"message":"No such business found with the provided ID: biz_1"}
    {"message":"Organization with ID org_1 not found"}
    {"message":"License PRO-FFFFFF-CDEF4567-89ABCDW not found"}
    {"message":"Couldn't find AccessPass with 'id'=prod_1"}
  `,
  'another thing': String.raw`
    {"message":"Resource not found"}
    {"error":"Resource not found"}
    {"error":{"message":"Resource not found"}}
    {"message":"The requested resource was not found"}
    {"message":"ID not found"}
    {"message":"User not found"}
    {"message":"Company not found"}
    {"message":"Tenant ID not found"}
    {"message":"Session ID not found"}
    {"message":"No product found for this license"}
    {"message":"Company of this membership not found"}
    {"message":"License for this user: seller not found"}
    {"message":"Device not found for this license"}
    {"message":"Hardware ID not found"}
    {"message":"Metadata not found for this membership"}
    {"message":"No license handler found"}
    {"message":"License provider not found"}
    {"message":"License file not found"}
    {"message":"Server license not found"}
    {"message":"Our license was not found"}
    {"message":"Software license key not found, please contact your administrator"}
    {"message":"Membership plan not found"}
    {"message":"The license key was not found in the header"}
    {"message":"Something was not found"}
  `,
  'nearly a refusal': String.raw`
    {"message":"License"}
    {"message":"License found"}
    {"message":""}
    {"error":null}
    {"error":"not_found"}
    {"error":{"status":404}}
    {"error":{"code":"license_not_found"}}
    {"message":{"text":"License not found"}}
    {"error":{"message":{"text":"License not found"}}}
    {"messages":["License not found"]}
    {"message":["License not found"]}
    {"error":["License not found"]}
    {"error":{"error":{"message":"License not found"}}}
    {"detail":"License not found"}
    {"reason":"License not found"}
    {"error":{"detail":"License not found"}}
    {"data":{"message":"License not found"}}
    {"response":{"error":"License not found"}}
    {"Message":"License not found"}
    {"__proto__":{"message":"License not found"}}
    {"message":"License not found","error":"Oops"}
    {"message":"Error: License not found"}
    {"message":"License not found?"}
    {"message":"License not found!!"}
    {"message":"License not found: {KEY}"}
    {"message":"License not found (404)"}
    {"message":"\"License not found\""}
    {"message":"License not found <br>"}
    {"message":"license_not_found"}
    {"message":"Licence not found"}
    {"message":"Licenses not found"}
    {"message":"A license was not found"}
    {"message":"License is not active"}
    {"message":"License not foundation"}
    {"message":"License could not be found or verified"}
    {"message":"License  not found"}
    {"message":"License was not yet found"}
    {"message":"We could not verify that the license does not exist"}
    {"message":"Invalid license"}
    {"message":"Unknown membership"}
    {"valid":false,"message":"License"}
  `,
};
