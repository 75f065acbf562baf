// Calls of the APIs as an asker makes them, and the same calls as text.
export const PAD = { werkzoekende: "werkzoekendeProfielen", vacature: "vacatures" };
export const RECORD = { werkzoekende: "werkzoekende", vacature: "vacature" };

export function koppen(van, naar) {
  return {
    "Content-Type": "application/json",
    "API-Version": "3.0.0",
    "X-VUM-berichtVersie": "3.0.0",
    "X-VUM-fromParty": van,
    "X-VUM-viaParty": van,
    "X-VUM-toParty": naar,
  };
}

async function roep(methode, pad, kop, lichaam) {
  const antwoord = await fetch(pad, { method: methode, headers: kop, body: lichaam === undefined ? undefined : JSON.stringify(lichaam) });
  const tekst = await antwoord.text();
  return { status: antwoord.status, kop: antwoord.headers, inhoud: tekst ? JSON.parse(tekst) : null };
}

export const zoek = (soort, van, naar, vraagObject) =>
  roep("POST", `/api/v3/${PAD[soort]}/matches`, koppen(van, naar), { vraagObject });

export const open = (soort, van, naar, vumID) =>
  roep("GET", `/api/v3/${PAD[soort]}/${encodeURIComponent(vumID)}`, koppen(van, naar));

// The rights of the person, as the node's own organisation: only a sandbox believes this.
export const inzage = (eigenOin, pad, lichaam) =>
  roep("POST", `/inzage/api/v1/${pad}`, { "Content-Type": "application/json", "X-VUM-fromParty": eigenOin, "X-VUM-viaParty": eigenOin }, lichaam);

export const beleid = (eigenOin, soort, klasse) =>
  roep("GET", `/beheer/api/v1/openbaarmaking?soort=${soort}&fase=detail&klasse=${klasse}`, { "X-VUM-fromParty": eigenOin });

const TEKSTEN = {
  curl: (adres, kop, lichaam) => [
    `curl -s ${adres}`,
    ...Object.entries(kop).map(([naam, waarde]) => `  -H '${naam}: ${waarde}'`),
    `  -d '${JSON.stringify(lichaam).replaceAll("'", "'\\''")}'`,
  ].join(" \\\n"),
  python: (adres, kop, lichaam) => [
    "import httpx", "",
    `antwoord = httpx.post(`,
    `    "${adres}",`,
    `    headers=${JSON.stringify(kop, null, 4).replaceAll("\n", "\n    ")},`,
    `    json=${JSON.stringify(lichaam, null, 4).replaceAll("\n", "\n    ")},`,
    ")",
    "antwoord.raise_for_status()",
    `print(antwoord.headers["X-VUM-Bronnen"], len(antwoord.json()["matches"]))`,
  ].join("\n"),
  http: (adres, kop, lichaam) => {
    const url = new URL(adres);
    const tekst = JSON.stringify(lichaam, null, 2);
    return [`POST ${url.pathname} HTTP/1.1`, `Host: ${url.host}`, ...Object.entries(kop).map(([n, w]) => `${n}: ${w}`), "", tekst].join("\n");
  },
};

export const alsTekst = (taal, soort, van, naar, vraagObject) =>
  TEKSTEN[taal](`${location.origin}/api/v3/${PAD[soort]}/matches`, koppen(van, naar), { vraagObject });
