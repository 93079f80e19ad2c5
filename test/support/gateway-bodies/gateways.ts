/** API gateways, proxies, firewalls and web servers. */
export const gatewayBodies = {
  'Amazon API Gateway': String.raw`
    {"message":"Missing Authentication Token"}
    {"message":"Forbidden"}
    {"message":"Not Found"}
    {"message":"Unauthorized"}
    {"message":null}
    {"message":"Invalid request body"}
    {"Message":"User is not authorized to access this resource with an explicit deny"}
    {"message":"The security token included in the request is invalid."}
    {"message":"Unsupported Media Type"}
    {"message":"Limit Exceeded"}
  `,
  'Amazon services': String.raw`
    {"__type":"ResourceNotFoundException","message":"Requested resource not found"}
    {"__type":"com.amazon.coral.service#UnknownOperationException","message":null}
    {"Type":"User","message":"Function not found: arn:aws:lambda:us-east-1:1:function:licenses"}
    <?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>
    {"error":{"code":"NoSuchKey","message":"The specified key does not exist."}}
  `,
  Kong: String.raw`
    {"message":"no Route matched with those values"}
    {"message":"no Route matched with those values","request_id":"1f2a"}
    {"message":"No API key found in request"}
    {"message":"Invalid authentication credentials"}
    {"message":"Unauthorized"}
    {"message":"Not found"}
    {"error":"Not found"}
  `,
  Apigee: String.raw`
    {"fault":{"faultstring":"Unable to identify proxy for host: default and url: {PATH}","detail":{"errorcode":"messaging.adaptors.http.flow.ApplicationNotFound"}}}
    {"fault":{"faultstring":"Invalid ApiKey","detail":{"errorcode":"oauth.v2.InvalidApiKey"}}}
    {"fault":{"faultstring":"Failed to resolve API Key variable request.queryparam.apikey","detail":{"errorcode":"steps.oauth.v2.FailedToResolveAPIKey"}}}
    {"error":"invalid_client","message":"Invalid client identifier"}
  `,
  'Azure API Management': String.raw`
    {"statusCode":404,"message":"Resource not found"}
    {"error":{"code":"404","message":"Resource not found"}}
    {"statusCode":401,"message":"Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API."}
    {"statusCode":401,"message":"Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription."}
    {"error":{"code":"ResourceNotFound","message":"The Resource 'Microsoft.Web/sites/licenses' under resource group 'main' was not found."}}
    {"error":{"code":"NotFound","message":"The requested resource could not be found."}}
    {"code":"ResourceNotFound","message":"The specified resource does not exist."}
  `,
  MuleSoft: String.raw`
    {"message":"Resource not found"}
    {"error":"Resource not found"}
    {"error":{"message":"Resource not found"}}
    {"error":"Invalid client id or secret"}
    {"message":"No listener for endpoint: {PATH}"}
    {"message":"Bad request"}
  `,
  WSO2: String.raw`
    {"code":"404","type":"Status report","message":"Not Found","description":"The requested resource is not available."}
    {"fault":{"code":900906,"type":"Status report","message":"No matching resource found for given API Request","description":"Access failure for API"}}
    {"code":"900901","message":"Invalid Credentials","description":"Invalid Credentials. Make sure you have provided the correct security credentials"}
    {"code":"900908","message":"Resource forbidden ","description":"User is NOT authorized to access the Resource."}
    {"message":"No matching resource found for given API Request"}
    {"message":"The requested resource is not available."}
  `,
  Tyk: String.raw`
    {"error":"Requested endpoint does not exist"}
    {"error":"Requested endpoint is forbidden"}
    {"error":"Access to this API has been disallowed"}
    {"error":"Authorization field missing"}
    {"error":"Key has expired, please renew"}
    {"error":"Key not authorised"}
    {"error":"This API version does not seem to exist"}
    {"status":"error","message":"Key not found"}
  `,
  KrakenD: String.raw`
    {"message":"invalid status code"}
    {"error":"not found"}
  `,
  Gravitee: String.raw`
    {"message":"No context-path matches the request URI.","http_status_code":404}
    No context-path matches the request URI.
  `,
  APISIX: String.raw`
    {"error_msg":"404 Route Not Found"}
    {"message":"Missing API key found in request"}
    {"message":"Invalid API key in request"}
  `,
  'IBM API Connect': String.raw`
    {"httpCode":"404","httpMessage":"Not Found","moreInformation":"No resources match requested URI"}
    {"httpCode":"401","httpMessage":"Unauthorized","moreInformation":"Client id not registered."}
    {"trace":"x","errors":[{"code":"not_found","message":"The requested resource was not found."}]}
  `,
  'Axway, Layer7, 3scale': String.raw`
    {"errors":[{"code":404,"message":"Not Found"}]}
    {"message":"Service Not Found. The request may have been sent to an invalid URL, or intended for an unsupported operation."}
    No Mapping Rule matched
    {"error":"Authentication parameters missing"}
    {"status":"error","message":"user key is invalid"}
  `,
  Envoy: String.raw`
    no healthy upstream
    {"message":"no healthy upstream","code":404}
    RBAC: access denied
    {"error":{"code":403,"message":"RBAC: access denied"}}
    Jwt is missing
  `,
  'Traefik, Caddy, HAProxy': String.raw`
    404 page not found
    {"message":"404 page not found"}
    <html><body><h1>404 Not Found</h1> The resource could not be found. </body></html>
    <html><body><h1>403 Forbidden</h1> Request forbidden by administrative rules. </body></html>
    {"error":"404 page not found"}
  `,
  'nginx, Apache, IIS, LiteSpeed': String.raw`
    <html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center><hr><center>nginx</center></body></html>
    <!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN"><title>404 Not Found</title><h1>Not Found</h1><p>The requested URL was not found on this server.</p>
    {"message":"The requested URL was not found on this server."}
    {"message":"The resource you are looking for has been removed, had its name changed, or is temporarily unavailable."}
    {"error":{"status":404,"message":"The resource you are looking for has been removed, had its name changed, or is temporarily unavailable."}}
    <!DOCTYPE html><title>License not found</title>
    "License not found"
    License not found
    ["License not found"]
    [{"message":"License not found"}]
    null
    {}
    {"code":404,"message":"Not Found"}
  `,
  'firewalls and blockers': String.raw`
    {"message":"Access denied","support_id":"1234567890"}
    <html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.</body></html>
    {"error":"blocked","message":"This page was blocked by your organization"}
    {"message":"Pardon Our Interruption"}
    {"error":{"message":"The page you requested is not available in your region"}}
  `,
};
