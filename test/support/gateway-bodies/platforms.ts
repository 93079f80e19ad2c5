/** Hosts, edge networks and back ends as a service. */
export const platformBodies = {
  Cloudflare: String.raw`
    {"success":false,"errors":[{"code":7003,"message":"Could not route to /memberships, perhaps your object identifier is invalid?"}],"messages":[],"result":null}
    {"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}
    <!doctype html><title>Attention Required! | Cloudflare</title>
    error code: 1020
    {"message":"There is nothing here yet"}
    {"error":{"code":1010,"message":"The owner of this website has banned your access based on your browser's signature"}}
  `,
  'Vercel, Netlify, Deno Deploy': String.raw`
    The page could not be found NOT_FOUND iad1::x
    {"error":{"code":"404","message":"The page could not be found"}}
    {"error":{"code":"DEPLOYMENT_NOT_FOUND","message":"The deployment could not be found on Vercel."}}
    {"error":{"code":"not_found","message":"The deployment was not found"}}
    Not Found - Request ID: 01H
    {"message":"Site not found"}
    {"code":404,"message":"Not Found"}
    {"code":"DEPLOYMENT_NOT_FOUND","message":"The requested deployment does not exist"}
  `,
  'Heroku, Fly, Railway, Render, DigitalOcean': String.raw`
    <!doctype html><title>No such app</title>
    {"id":"not_found","message":"Couldn't find that app."}
    {"id":"not_found","resource":"app","message":"Couldn't find that app."}
    {"error":"App not found"}
    {"error":"Could not find App"}
    {"status":"error","code":404,"message":"Application not found","request_id":"x"}
    {"id":"not_found","message":"The resource you requested could not be found."}
    {"id":"unauthorized","message":"Unable to authenticate you."}
    {"message":"service not found"}
  `,
  Firebase: String.raw`
    {"error":"404 Not Found"}
    {"error":{"code":404,"message":"The requested project was not found","status":"NOT_FOUND"}}
    {"error":{"code":400,"message":"API_KEY_INVALID","status":"INVALID_ARGUMENT"}}
    {"error":{"message":"NOT_FOUND","status":"NOT_FOUND"}}
    {"error":"Permission denied"}
    {"error":{"code":404,"message":"Document \"projects/p/databases/(default)/documents/licenses/{KEY}\" not found.","status":"NOT_FOUND"}}
  `,
  'Supabase and PostgREST': String.raw`
    {"code":"NOT_FOUND","message":"Requested function was not found"}
    {"code":"PGRST205","details":null,"hint":null,"message":"Could not find the table 'public.memberships' in the schema cache"}
    {"code":"PGRST202","details":"Searched for the function public.validate_license","hint":null,"message":"Could not find the function public.validate_license in the schema cache"}
    {"code":"PGRST116","details":"The result contains 0 rows","hint":null,"message":"Cannot coerce the result to a single JSON object"}
    {"message":"No API key found in request","hint":"No apikey request header or url param was found."}
    {"message":"Invalid API key","hint":"Double check your Supabase anon or service_role API key."}
    {"statusCode":"404","error":"not_found","message":"Object not found"}
    {"message":"relation \"memberships\" does not exist"}
  `,
  'Strapi, Directus, Payload, Contentful, Sanity, Ghost': String.raw`
    {"data":null,"error":{"status":404,"name":"NotFoundError","message":"Not Found","details":{}}}
    {"data":null,"error":{"status":404,"name":"NotFoundError","message":"License not found","details":{}}}
    {"data":null,"error":{"status":403,"name":"ForbiddenError","message":"Forbidden","details":{}}}
    {"errors":[{"message":"Route {PATH} doesn't exist.","extensions":{"code":"ROUTE_NOT_FOUND"}}]}
    {"errors":[{"message":"You don't have permission to access this.","extensions":{"code":"FORBIDDEN"}}]}
    {"errors":[{"message":"The requested resource was not found."}]}
    {"sys":{"type":"Error","id":"NotFound"},"message":"The resource could not be found.","details":{"type":"Entry","id":"{KEY}"}}
    {"error":{"description":"Dataset not found","type":"httpNotFound"},"statusCode":404}
    {"statusCode":404,"error":"Not Found","message":"Dataset not found"}
    {"errors":[{"message":"Resource not found error, cannot read page.","type":"NotFoundError"}]}
  `,
  'Appwrite, PocketBase, Parse, Xano, Airtable, Notion': String.raw`
    {"message":"Route not found. Please ensure the endpoint is configured correctly and that the API route is valid for this SDK version.","code":404,"type":"general_route_not_found"}
    {"message":"Document with the requested ID could not be found.","code":404,"type":"document_not_found"}
    {"message":"Project with the requested ID could not be found.","code":404,"type":"project_not_found"}
    {"code":404,"message":"The requested resource wasn't found.","data":{}}
    {"code":101,"error":"Object not found."}
    {"code":"ERROR_CODE_NOT_FOUND","message":"Not Found"}
    {"code":"ERROR_CODE_NOT_FOUND","message":"Unable to locate request."}
    {"error":"NOT_FOUND"}
    {"error":{"type":"MODEL_ID_NOT_FOUND","message":"Could not find model"}}
    {"object":"error","status":404,"code":"object_not_found","message":"Could not find page with ID: {KEY}."}
  `,
  'Hasura and GraphQL servers': String.raw`
    {"code":"not-found","error":"resource does not exist","path":"$"}
    {"error":"resource does not exist"}
    {"error":"resource not found"}
    {"message":"resource does not exist"}
    {"code":"access-denied","error":"x-hasura-admin-secret/x-hasura-access-key required, but not found","path":"$"}
    {"errors":[{"message":"Must provide query string."}]}
    {"errors":[{"message":"Cannot query field \"license\" on type \"Query\".","extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}
    {"errors":[{"message":"License not found","extensions":{"code":"NOT_FOUND"}}],"data":null}
    {"errors":[{"message":"PersistedQueryNotFound"}]}
  `,
  'Google Cloud and gRPC': String.raw`
    {"code":5,"message":"Not Found","details":[]}
    {"code":5,"message":"Method does not exist.","details":[]}
    {"code":5,"message":"Method does not exist.","details":[{"@type":"type.googleapis.com/google.rpc.DebugInfo","stackEntries":[],"detail":"service_control"}]}
    {"error":{"code":404,"message":"Requested entity was not found.","status":"NOT_FOUND"}}
    {"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}
    {"error":{"code":400,"message":"API key expired. Please renew the API key.","status":"INVALID_ARGUMENT"}}
    {"message":"API licenses.endpoints.p.cloud.goog is not enabled for the project.","code":403}
    {"error":{"code":404,"message":"Not Found","errors":[{"message":"Not Found","domain":"global","reason":"notFound"}]}}
    {"code":12,"message":"Not Implemented","details":[]}
    {"code":5,"message":"license not found","details":[{"@type":"type.googleapis.com/google.rpc.Help"}]}
  `,
};
