"use strict";
// The document refers to its larger examples; Swagger UI only shows those that stand in it.
async function vulVoorbeelden(deel) {
  if (deel === null || typeof deel !== "object") return;
  for (const voorbeeld of Object.values(deel.examples || {})) {
    if (voorbeeld && voorbeeld.externalValue) {
      voorbeeld.value = await (await fetch(voorbeeld.externalValue)).json();
      delete voorbeeld.externalValue;
    }
  }
  await Promise.all(Object.values(deel).map(vulVoorbeelden));
}

async function start() {
  const spec = await (await fetch("openapi.json")).json();
  await vulVoorbeelden(spec.paths);
  // No validator badge: it would send the document to a server outside this node.
  SwaggerUIBundle({ spec, dom_id: "#swagger-ui", validatorUrl: null, tryItOutEnabled: true });
}

start();
