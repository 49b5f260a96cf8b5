// Verifications a second by the package "jose": josenode.mjs FILE, with what owb-bench-jose --tokens printed. JSON.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { importJWK, compactVerify } = await import(pathToFileURL(process.env.OWB_JOSE_PACKAGE).href);
const cases = JSON.parse(readFileSync(process.argv[2], "utf8"));
const answer = {};
for (const [alg, { tokens, key }] of Object.entries(cases)) {
    const imported = await importJWK(key, alg);
    const rates = [];
    for (let round = 0; round < 5; ++round) {
        const start = performance.now();
        let done = 0;
        while (performance.now() - start < 400) {
            for (const token of tokens) {
                await compactVerify(token, imported, { algorithms: [alg] });
                ++done;
            }
        }
        rates.push(done * 1000 / (performance.now() - start));
    }
    answer[alg] = rates.sort((a, b) => a - b)[2];
}
console.log(JSON.stringify(answer));
