// The search console: a form and JSON side by side, the answer as cards and on a map.
import { alsTekst, zoek } from "./api.js";
import { Kaart } from "./kaart.js";
import { Kaartje, maak } from "./kaartje.js";
import { maakKopieerbaar } from "./kopieer.js";
import { maakVraag } from "./vraag.js";

const op = (id) => document.getElementById(id);
const gegevens = JSON.parse(op("gegevens").textContent);

class Console {
  constructor(kaart) {
    this.kaart = kaart;
    this.eigenOin = gegevens.eigenOin;
    this.gebied = { postcode: "", afstand: 0 };
    this.open = new Set();
    this.soort = "werkzoekende";
    this.vrager = this.partij();
  }

  partij() {
    return gegevens.deelnemers.find((d) => d.oin === op("partij").value);
  }

  beroep(code) {
    return gegevens.beroepen[code] ?? String(code ?? "").split("/").pop();
  }

  bron(oin) {
    const bron = gegevens.bronnen.find((b) => b.oin === oin);
    return bron ? `${bron.naam} (${oin})` : oin;
  }

  geopend(vumID) {
    this.open.add(vumID);
    return Math.max(0, gegevens.maximumDetails - this.open.size);
  }

  meld(tekst, fout = false) {
    op("stand").textContent = tekst;
    op("stand").classList.toggle("fout", fout);
  }

  lees() {
    try {
      const vraag = JSON.parse(op("json").value);
      op("json-fout").hidden = true;
      op("json").removeAttribute("aria-invalid");
      return vraag;
    } catch {
      op("json-fout").textContent = "Dit is geen geldige JSON.";
      op("json-fout").hidden = false;
      op("json").setAttribute("aria-invalid", "true");
      return null;
    }
  }

  async stel() {
    const vraag = this.lees();
    if (vraag === null) return;
    this.soort = op("soort").value;
    this.vrager = this.partij();
    this.gebied = vraag.selectiegebied ?? this.gebied;
    this.open.clear();
    this.meld("Bezig met zoeken.");
    const begin = performance.now();
    const antwoord = await zoek(this.soort, this.vrager.oin, this.eigenOin, vraag);
    this.toon(antwoord, Math.round(performance.now() - begin));
    this.toonAanroep(vraag);
  }

  toon(antwoord, ms) {
    const goed = antwoord.status === 200;
    const matches = goed ? antwoord.inhoud.matches : [];
    op("matches").replaceChildren(...matches.map((match, i) => new Kaartje(this, match, i + 1).element));
    this.kaart.toon(this.gebied, matches.map((m) => m.mobiliteit?.bemiddelingspostcode ?? m.adres?.postcode));
    this.toonBronnen(antwoord.kop.get("X-VUM-Bronnen"));
    if (!goed) return this.meld(`${antwoord.status} ${antwoord.inhoud.code}: ${antwoord.inhoud.details || antwoord.inhoud.message}`, true);
    const meer = antwoord.inhoud.maximumAantalResultatenBereikt ? " Er zijn er meer: maak de vraag nauwer." : "";
    this.meld(`${matches.length} ${matches.length === 1 ? "match" : "matches"} voor ${this.vrager.naam}, in ${ms} ms. De volgorde is willekeurig.${meer}`);
  }

  toonBronnen(kop) {
    op("bronnen").hidden = !kop;
    if (!kop) return;
    const tel = Object.fromEntries(kop.split(";").map((deel) => deel.trim().split("=")).map(([n, w]) => [n, Number(w)]));
    const soorten = Array.from({ length: tel.bevraagd ?? 0 }, (_, i) =>
      i >= (tel.geantwoord ?? 0) ? "stil" : i < (tel.begrensd ?? 0) ? "begrensd" : "geantwoord");
    op("bronnen").querySelector("ul").replaceChildren(...soorten.map((naam) => maak("li", "", { className: naam })));
    op("bronnen").querySelector("p").textContent =
      `${tel.geantwoord} van de ${tel.bevraagd} bevraagde bronnen antwoordden; ${tel.begrensd ?? 0} daarvan hadden meer dan zij mochten geven.`;
  }

  toonAanroep(vraag) {
    op("aanroep").hidden = false;
    op("aanroep-tekst").firstElementChild.textContent = alsTekst(op("taalkeuze").value, this.soort, this.vrager.oin, this.eigenOin, vraag);
  }
}

function vulBeroepen() {
  const namen = Object.entries(gegevens.beroepen).sort(([, a], [, b]) => a.localeCompare(b, "nl"));
  op("beroep").append(...namen.map(([code, naam]) => maak("option", naam, { value: code })));
}

async function start() {
  const formulier = op("vraag");
  vulBeroepen();
  const vernieuw = () => {
    op("json").value = JSON.stringify(maakVraag(Object.fromEntries(new FormData(formulier))), null, 2);
    console_.lees();
  };
  const console_ = new Console(await Kaart.laad(op("kaart")));
  vernieuw();
  formulier.addEventListener("input", (e) => { if (!["json", "partij"].includes(e.target.name)) vernieuw(); });
  op("json").addEventListener("input", () => console_.lees());
  formulier.addEventListener("submit", (e) => { e.preventDefault(); console_.stel(); });
  op("partij").addEventListener("change", () => console_.stel());
  op("taalkeuze").addEventListener("change", () => { const vraag = console_.lees(); if (vraag) console_.toonAanroep(vraag); });
  document.querySelectorAll("[data-kopieer]").forEach(maakKopieerbaar);
  document.body.dataset.klaar = "ja";
  // After the hash, so that no question stands in an address that is sent.
  const scenario = gegevens.scenarios[new URLSearchParams(location.hash.slice(1)).get("scenario")];
  if (scenario) {
    op("partij").value = scenario.partij;
    op("json").value = JSON.stringify(JSON.parse(scenario.vraag), null, 2);
    console_.stel();
  }
}

start();
