/** What web frameworks say by themselves, of addresses and of records that they do not find. */
export const frameworkBodies = {
  Rails: String.raw`
    {"status":404,"error":"Not Found"}
    {"status":400,"error":"Bad Request"}
    {"status":404,"error":"The action 'validate_license' could not be found for Api::V2::MembershipsController"}
    {"message":"No route matches [POST] \"{PATH}\""}
    {"error":"Couldn't find Membership with 'id'={KEY}"}
    {"error":"Couldn't find Membership"}
    {"message":"Couldn't find Bot with 'id'=biz_1"}
    {"error":"Record not found"}
    {"error":"param is missing or the value is empty: metadata"}
    {"errors":["License not found"]}
  `,
  Express: String.raw`
    <!DOCTYPE html><html lang="en"><head><title>Error</title></head><body><pre>Cannot POST {PATH}</pre></body></html>
    {"message":"Cannot POST {PATH}"}
    {"error":"Not found"}
    {"message":"Not Found","stack":"NotFoundError: Not Found"}
    {"success":false,"message":"API endpoint not found"}
    {"error":{"message":"Unexpected token } in JSON at position 3"}}
    {"message":"Cast to ObjectId failed for value \"{KEY}\" at path \"_id\" for model \"Membership\""}
  `,
  Fastify: String.raw`
    {"message":"Route POST:{PATH} not found","error":"Not Found","statusCode":404}
    {"statusCode":400,"code":"FST_ERR_VALIDATION","error":"Bad Request","message":"body must have required property 'metadata'"}
    {"statusCode":415,"code":"FST_ERR_CTP_INVALID_MEDIA_TYPE","error":"Unsupported Media Type","message":"Unsupported Media Type"}
    {"statusCode":404,"error":"Not Found","message":"License not found"}
    {"statusCode":404,"error":"Not Found","message":"Not Found"}
  `,
  NestJS: String.raw`
    {"message":"Cannot POST {PATH}","error":"Not Found","statusCode":404}
    {"statusCode":404,"message":"Not Found"}
    {"statusCode":400,"message":["metadata must be an object"],"error":"Bad Request"}
    {"statusCode":403,"message":"Forbidden resource","error":"Forbidden"}
    {"statusCode":404,"message":"Membership not found","error":"Not Found"}
    {"statusCode":404,"message":["License not found"],"error":"Not Found"}
  `,
  'other Node frameworks': String.raw`
    {"message":"E_ROUTE_NOT_FOUND: Cannot POST:{PATH}","code":"E_ROUTE_NOT_FOUND","status":404}
    {"error":{"statusCode":404,"name":"NotFoundError","message":"Endpoint \"POST {PATH}\" not found."}}
    {"error":{"statusCode":404,"name":"Error","message":"There is no method to handle POST {PATH}"}}
    {"error":{"statusCode":404,"name":"Error","message":"Unknown \"membership\" id \"{KEY}\".","code":"MODEL_NOT_FOUND"}}
    {"name":"NotFound","message":"Page not found","code":404,"className":"not-found"}
    {"name":"NotFound","message":"No record found for id '{KEY}'","code":404,"className":"not-found"}
    {"statusCode":404,"error":"Not Found","message":"Not Found"}
    {"error":true,"url":"{PATH}","statusCode":404,"statusMessage":"Cannot find any path matching {PATH}.","message":"Cannot find any path matching {PATH}."}
    {"message":"Failed to find document","error":"Not Found"}
    404 Not Found
  `,
  Spring: String.raw`
    {"timestamp":"2026-11-14T00:00:00Z","status":404,"error":"Not Found","path":"{PATH}"}
    {"timestamp":1791417600,"status":404,"error":"Not Found","message":"No message available","path":"{PATH}"}
    {"status":404,"error":"Not Found","message":"No static resource memberships/{KEY}.","path":"{PATH}"}
    {"message":"No static resource memberships/{KEY}/validate_license."}
    {"type":"about:blank","title":"Not Found","status":404,"detail":"No static resource memberships."}
    {"status":400,"error":"Bad Request","message":"Required request body is missing","path":"{PATH}"}
    {"message":"Could not resolve view with name 'error/404'"}
  `,
  'Micronaut, Quarkus, Jersey, Play, Ktor': String.raw`
    {"message":"Page Not Found","logref":"x"}
    {"_links":{"self":{"href":"{PATH}","templated":false}},"_embedded":{"errors":[{"message":"Page Not Found"}]},"message":"Not Found"}
    {"message":"Resource not found","_links":{"self":{"href":"{PATH}"}}}
    {"details":"RESTEASY003210: Could not find resource for full path: {PATH}","stack":""}
    {"code":404,"message":"HTTP 404 Not Found"}
    {"error":{"requestId":4,"message":"Action Not Found"}}
    {"message":"License not found","_embedded":{"errors":[{"message":"License keys are gone"}]}}
  `,
  'Django REST': String.raw`
    {"detail":"Not found."}
    {"detail":"No Membership matches the given query."}
    {"detail":"Authentication credentials were not provided."}
    {"detail":"Method \"POST\" not allowed."}
    {"metadata":["This field is required."]}
    {"message":"No Membership matches the given query."}
    {"error":{"message":"Not found."}}
  `,
  'FastAPI, Flask, Starlette, aiohttp, Sanic, Tornado': String.raw`
    {"detail":"Not Found"}
    {"detail":"License not found"}
    {"detail":[{"type":"missing","loc":["body","metadata"],"msg":"Field required","input":null}]}
    {"error":"404 Not Found: The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again."}
    {"message":"The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again."}
    {"message":"Internal error: the object was not found"}
    404: Not Found
    {"description":"Not Found","status":404,"message":"Requested URL {PATH} not found"}
  `,
  'Laravel, Symfony, WordPress, Drupal, CodeIgniter': String.raw`
    {"message":"The route {PATH} could not be found."}
    {"message":"","exception":"Symfony\\Component\\HttpKernel\\Exception\\NotFoundHttpException"}
    {"message":"No query results for model [App\\Models\\License] {KEY}"}
    {"message":"Unauthenticated."}
    {"message":"The metadata field is required.","errors":{"metadata":["The metadata field is required."]}}
    {"type":"https://tools.ietf.org/html/rfc2616#section-10","title":"An error occurred","status":404,"detail":"Not Found"}
    {"code":"rest_no_route","message":"No route was found matching the URL and request method.","data":{"status":404}}
    {"code":"rest_post_invalid_id","message":"Invalid post ID.","data":{"status":404}}
    {"message":"The \"membership\" parameter was not converted for the path"}
    {"status":404,"error":404,"messages":{"error":"Not Found"}}
    {"code":"license_not_found","message":"License not found","data":{"status":404}}
  `,
  'Phoenix, Gin, Echo, Fiber, Buffalo, chi': String.raw`
    {"errors":{"detail":"Not Found"}}
    {"errors":{"detail":"Bad Request"}}
    {"code":"PAGE_NOT_FOUND","message":"Page not found"}
    {"message":"Not Found"}
    {"error":"Key: 'Request.Metadata' Error:Field validation for 'Metadata' failed on the 'required' tag"}
    {"message":"Cannot POST {PATH}"}
    {"error":"record not found"}
    {"message":"record not found"}
    {"error":"sql: no rows in result set"}
    {"message":"code=404, message=Not Found"}
  `,
  'Actix, Axum, Rocket, Vapor': String.raw`
    {"error":{"code":404,"reason":"Not Found","description":"The requested resource could not be found."}}
    {"error":true,"reason":"Not Found"}
    Failed to deserialize the JSON body into the target type: missing field metadata at line 1 column 2
    {"message":"RowNotFound"}
    {"error":"no rows returned by a query that expected to return at least one row"}
  `,
  'ASP.NET': String.raw`
    {"type":"https://tools.ietf.org/html/rfc9110#section-15.5.5","title":"Not Found","status":404,"traceId":"00-1-1-00"}
    {"type":"https://tools.ietf.org/html/rfc9110#section-15.5.1","title":"One or more validation errors occurred.","status":400,"errors":{"metadata":["The metadata field is required."]}}
    {"Message":"No HTTP resource was found that matches the request URI 'https://api.whop.com{PATH}'."}
    {"message":"No HTTP resource was found that matches the request URI 'https://api.whop.com{PATH}'."}
    {"title":"License not found","status":404}
    {"message":"Membership not found","title":"This API version is gone","status":404}
    {"Error":"License not found"}
  `,
};
