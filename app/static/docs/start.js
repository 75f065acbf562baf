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

// A sandbox says who its parties are; elsewhere this page has no parties to choose from.
async function haalPartijen() {
  const antwoord = await fetch("/pagina/partijen.json");
  return antwoord.ok ? antwoord.json() : null;
}

function koppen(keuze, aanBron) {
  return {
    "X-VUM-fromParty": keuze.partij.oin,
    "X-VUM-viaParty": keuze.partij.oin,
    "X-VUM-toParty": aanBron ? keuze.bron : keuze.eigenOin,
    "X-VUM-SUWIparty": keuze.partij.klasse === "suwi",
  };
}

function metKoppen(spec, waarden) {
  const kopie = structuredClone(spec);
  for (const pad of Object.values(kopie.paths)) {
    for (const operatie of Object.values(pad)) {
      for (const parameter of operatie.parameters || []) {
        if (parameter.in === "header" && parameter.name in waarden) parameter.example = waarden[parameter.name];
      }
    }
  }
  return kopie;
}

function toon(spec) {
  // No validator badge: it would send the document to a server outside this node.
  SwaggerUIBundle({ spec, dom_id: "#swagger-ui", validatorUrl: null, tryItOutEnabled: true });
}

function keuzelijst(id, naam, opties, gekozen) {
  const label = Object.assign(document.createElement("label"), { htmlFor: id, textContent: naam });
  const lijst = Object.assign(document.createElement("select"), { id });
  lijst.append(...opties.map((o) => new Option(`${o.naam} (${o.oin})`, o.oin, false, o.oin === gekozen)));
  label.append(lijst);
  return [label, lijst];
}

function kiesPartij(spec, gegevens) {
  const aanBron = location.pathname.startsWith("/bron/");
  const vum = aanBron || location.pathname.startsWith("/api/");
  const eigen = gegevens.eigenOin;
  const eerste = vum ? (gegevens.deelnemers.find((d) => d.klasse === "suwi" && d.oin !== eigen) || {}).oin : eigen;
  const plek = document.getElementById("partijkeuze");
  const [label, partij] = keuzelijst("partij", "Namens wie vraagt u?", gegevens.deelnemers, eerste || eigen);
  const [bronlabel, bron] = keuzelijst("bron", "Welke bron vraagt u?", gegevens.bronnen.filter((b) => !b.elders), gegevens.bronnen[0].oin);
  plek.append(label, ...(aanBron ? [bronlabel] : []));
  plek.hidden = false;
  const ververs = () => {
    const keuze = { partij: gegevens.deelnemers.find((d) => d.oin === partij.value), bron: bron.value, eigenOin: eigen };
    toon(metKoppen(spec, koppen(keuze, aanBron)));
  };
  plek.addEventListener("change", ververs);
  ververs();
}

async function start() {
  const spec = await (await fetch("openapi.json")).json();
  await vulVoorbeelden(spec.paths);
  const partijen = await haalPartijen();
  if (partijen && partijen.deelnemers.length && partijen.bronnen.length) kiesPartij(spec, partijen);
  else toon(spec);
}

start();
