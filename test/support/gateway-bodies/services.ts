/** The APIs of other services, and of the standards that they follow. */
export const serviceBodies = {
  OData: String.raw`
    {"error":{"code":"","message":"Resource not found for the segment 'memberships'."}}
    {"error":{"code":"404","message":"Resource not found"}}
    {"error":{"code":"NotFound","message":{"lang":"en-US","value":"Resource not found for segment 'license'."}}}
    {"error":{"code":"","message":"No HTTP resource was found that matches the request URI."}}
    {"error":{"code":"0x80040217","message":"license With Id = 1 Does Not Exist"}}
    {"odata.error":{"code":"Request_ResourceNotFound","message":{"lang":"en","value":"Resource not found"}}}
    {"error":{"code":"Request_ResourceNotFound","message":"Resource '{KEY}' does not exist or one of its queried reference-property objects are not present."}}
  `,
  SAP: String.raw`
    {"error":{"code":"/IWFND/MED/170","message":{"lang":"en","value":"No service found for namespace '', name 'LICENSES', version '0001'"}}}
    {"error":{"code":"005056A509B11EE1B9A8FEC11C21578E","message":"Resource not found for segment 'Membership'"}}
    {"fault":{"faultstring":"Unable to identify proxy for host"}}
    {"error":{"code":"404","message":"Requested route ('licenses.cfapps.eu10.hana.ondemand.com') does not exist."}}
  `,
  'Oracle and IBM': String.raw`
    {"code":"NotAuthorizedOrNotFound","message":"Authorization failed or requested resource not found."}
    {"code":"NotFound","message":"resource not found","title":"Not Found","type":"tag:oracle.com,2020:error/NotFound"}
    {"code":404,"message":"Not Found"}
    {"title":"Not Found","status":"404","o:errorDetails":[{"detail":"License not found"}]}
    {"errors":[{"code":"resource_not_found","message":"The resource was not found"}],"trace":"x"}
    {"errorCode":"BXNIM0410E","errorMessage":"Provided API key could not be found."}
    {"error":"Provided API key could not be found."}
  `,
  Salesforce: String.raw`
    [{"message":"The requested resource does not exist","errorCode":"NOT_FOUND"}]
    [{"message":"Provided external ID field does not exist or is not accessible: {KEY}","errorCode":"NOT_FOUND"}]
    {"message":"The requested resource does not exist","errorCode":"NOT_FOUND"}
    [{"errorCode":"INVALID_SESSION_ID","message":"Session expired or invalid"}]
    {"error":"invalid_grant","error_description":"expired authorization code"}
  `,
  Stripe: String.raw`
    {"error":{"code":"resource_missing","message":"No such customer: '{KEY}'","param":"id","type":"invalid_request_error"}}
    {"error":{"message":"Unrecognized request URL (POST: {PATH}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.","type":"invalid_request_error"}}
    {"error":{"message":"Invalid API Key provided: sk_test_****1234","type":"invalid_request_error"}}
    {"error":{"message":"No such license: '{KEY}'","type":"invalid_request_error"}}
    {"error":{"message":"This API call cannot be made with a publishable API key.","type":"invalid_request_error"}}
  `,
  'Shopify, Gumroad, Lemon Squeezy, Paddle, Keygen': String.raw`
    {"errors":"Not Found"}
    {"errors":"[API] Invalid API key or access token (unrecognized login or wrong password)"}
    {"success":false,"message":"That license does not exist for the provided product."}
    {"valid":false,"error":"license_key not found.","license_key":null,"instance":null}
    {"errors":[{"detail":"The requested resource does not exist.","status":"404","title":"Not Found"}]}
    {"error":{"type":"request_error","code":"not_found","detail":"Unable to find entity","documentation_url":"https://developer.paddle.com"}}
    {"errors":[{"title":"Not found","detail":"The requested endpoint was not found (check your HTTP method, Accept header, and URL path)","code":"NOT_FOUND"}]}
    {"meta":{"valid":false,"detail":"does not exist","code":"NOT_FOUND"}}
    {"error":{"code":"not_found","message":"License not found","detail":"The requested license could not be found"}}
  `,
  'JSON:API and RFC 9457': String.raw`
    {"errors":[{"status":"404","title":"Not Found","detail":"License not found"}]}
    {"type":"about:blank","title":"Not Found","status":404}
    {"type":"https://example.com/probs/gone","title":"License not found","status":404,"detail":"License keys were sunset."}
    {"title":"Bad Request","status":400,"detail":"Please reset your key to use on a new machine"}
  `,
  'GitHub, GitLab, Slack, Twilio, HubSpot, Discord, Zendesk': String.raw`
    {"message":"Not Found","documentation_url":"https://docs.github.com/rest","status":"404"}
    {"message":"404 Project Not Found"}
    {"message":"404 License Not Found"}
    {"error":"404 Not Found"}
    {"ok":false,"error":"not_found"}
    {"code":20404,"message":"The requested resource {PATH}.json was not found","more_info":"https://www.twilio.com/docs/errors/20404","status":404}
    {"status":"error","message":"resource not found","correlationId":"x"}
    {"message":"404: Not Found","code":0}
    {"message":"Unknown Guild","code":10004}
    {"error":"RecordNotFound","description":"Not found"}
    {"error":{"title":"Forbidden","message":"You do not have access to this page. Please contact the account owner of this help desk for further help."}}
  `,
  'databases and queues': String.raw`
    {"error":"not_found","reason":"missing"}
    {"error":"not_found","reason":"Database does not exist."}
    {"error":{"type":"index_not_found_exception","reason":"no such index [memberships]"},"status":404}
    {"_index":"licenses","_id":"{KEY}","found":false}
    {"errorCode":100,"message":"Key not found","cause":"/licenses","index":1}
    {"errors":[{"code":"vault","message":"no handler for route 'licenses'"}]}
    {"error":{"code":"KeyNotFound","message":"A key with (name/id) license was not found in this key vault."}}
    {"kind":"Status","status":"Failure","message":"the server could not find the requested resource","reason":"NotFound","code":404}
    {"message":"memberships.whop.com \"{KEY}\" not found","reason":"NotFound","code":404}
  `,
};
