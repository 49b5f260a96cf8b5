// oidc-provider (npm) over its memory: oidc_provider_server.mjs PORT KEYS. Port 0: any free one. KEYS is a file with its
// private JWK Set. Prints its port, and ends with its standard input.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const require = createRequire(process.env.OWB_NODE_MODULES + "/");
const { default: Provider } = await import(require.resolve("oidc-provider"));
const [port, keys] = process.argv.slice(2);
const resource = "https://api.example";

const server = createServer();
server.listen(Number(port), "127.0.0.1", () => {
    const issuer = `http://127.0.0.1:${server.address().port}`;
    const provider = new Provider(issuer, {
        jwks: JSON.parse(readFileSync(keys, "utf8")),
        clients: [{
            client_id: "owb", client_secret: "a secret: with + signs & more", grant_types: ["client_credentials"],
            redirect_uris: [], response_types: [], scope: "read",
            id_token_signed_response_alg: process.env.OWB_ALG ?? "ES256",
            introspection_signed_response_alg: process.env.OWB_ALG ?? "ES256",
        }],
        scopes: ["read"],
        features: {
            clientCredentials: { enabled: true }, introspection: { enabled: true },
            jwtIntrospection: { enabled: true }, revocation: { enabled: true },
            devInteractions: { enabled: false },
            resourceIndicators: {
                enabled: true,
                defaultResource: (ctx) => ctx.oidc.params?.resource,
                getResourceServerInfo: () => ({ scope: "read", audience: resource, accessTokenFormat: "jwt",
                    jwt: { sign: { alg: process.env.OWB_ALG ?? "ES256" } } }),
            },
        },
    });
    server.on("request", provider.callback());
    console.log(server.address().port);
});
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
