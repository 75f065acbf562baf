// One match as a card, and what opening it tells: source, what came along, what was withheld and why.
import { beleid, inzage, open, RECORD } from "./api.js";

export const maak = (naam, inhoud = "", eigenschappen = {}) => {
  const deel = Object.assign(document.createElement(naam), eigenschappen);
  deel.append(...[inhoud].flat());
  return deel;
};

const OMVANG = { suwi: "zichtbaar voor SUWI-partijen", publiek: "zichtbaar voor andere overheden", privaat: "zichtbaar voor private partijen", contact: "contactgegevens" };
const lijst = (paren) => {
  const dl = maak("dl");
  for (const [naam, waarde] of paren) if (waarde) dl.append(maak("dt", naam), maak("dd", waarde));
  return dl;
};
const van = (record, pad) => pad.split(".").reduce((deel, naam) => (Array.isArray(deel) ? deel.flatMap((d) => d?.[naam] ?? []) : deel?.[naam]), record);
const leeg = (waarde) => waarde === undefined || waarde === "" || (Array.isArray(waarde) && waarde.length === 0);

export class Kaartje {
  constructor(console_, match, volgnummer) {
    this.console = console_;
    this.match = match;
    const vol = console_.soort === "werkzoekende" ? match.arbeidsmarktkwalificatie ?? {} : match;
    const beroepen = [match.bemiddelingsberoep ?? match.beroep ?? []].flat().map((b) => console_.beroep(b.codeBeroepsnaam));
    const uren = match.werktijden ?? {};
    const postcode = match.mobiliteit?.bemiddelingspostcode ?? match.adres?.postcode;
    const kilometers = console_.kaart.kilometers(console_.gebied.postcode, postcode);
    this.plek = maak("div", "", { className: "detail" });
    this.knop = maak("button", "Open het detail", { type: "button", className: "tweede" });
    this.knop.addEventListener("click", () => this.open());
    this.element = maak("li", [
      maak("h3", match.naamVacature || beroepen.join(", ") || `Match ${volgnummer}`),
      lijst([
        ["Beroep", match.naamVacature ? beroepen.join(", ") : ""],
        ["Postcode", postcode ? `${postcode}${kilometers === null ? "" : `, ongeveer ${kilometers} km`}` : "niet genoemd"],
        ["Uren", [uren.aantalWerkurenPerWeekMinimaal, uren.aantalWerkurenPerWeekMaximaal].filter((u) => u !== undefined).join(" tot ")],
        ["Rijbewijs", (vol.rijbewijs ?? []).map((r) => r.codeSoortRijbewijs).join(", ")],
        ["Talen", (vol.taalbeheersing ?? []).map((t) => t.codeTaal).join(", ")],
        ["Pseudoniem", `${match.vumID.slice(-12)} (de laatste 12 tekens)`],
      ]),
      this.knop,
      this.plek,
    ], { className: "kaartje" });
  }

  async open() {
    const { soort, vrager, eigenOin } = this.console;
    this.knop.disabled = true;
    const antwoord = await open(soort, vrager.oin, eigenOin, this.match.vumID);
    this.knop.disabled = false;
    if (antwoord.status !== 200) {
      this.plek.replaceChildren(maak("p", `${antwoord.status} ${antwoord.inhoud.code}: ${antwoord.inhoud.details || antwoord.inhoud.message}`, { className: "melding fout" }));
      return;
    }
    this.element.dataset.open = "ja";
    this.knop.textContent = "Open opnieuw (kost niets)";
    const over = this.console.geopend(this.match.vumID);
    const record = antwoord.inhoud[RECORD[soort]];
    this.plek.replaceChildren(
      lijst([["Bron", this.console.bron(antwoord.inhoud.bronID)], ["Nog te openen", `${over} andere bij deze vraag`]]),
      await this.ingehouden(record, antwoord.inhoud.bronID),
      maak("details", [maak("summary", "Het detail zoals deze partij het krijgt"), maak("pre", maak("code", JSON.stringify(record, null, 2)), { tabIndex: 0 })]),
      ...(soort === "werkzoekende" ? [await this.toestemming(antwoord.inhoud.bronID, record.idWerkzoekende)] : []),
    );
  }

  // What the source holds and this party did not get, with the rule that says so. The node's own organisation looks.
  async ingehouden(record, bron) {
    const { soort, vrager, eigenOin } = this.console;
    const regels = (await beleid(eigenOin, soort, vrager.klasse)).inhoud.regels.filter((r) => r.oordeel !== "ja");
    const heel = soort === "werkzoekende" ? (await inzage(eigenOin, "exporten", { bron, id: record.idWerkzoekende })).inhoud.werkzoekende : null;
    const weg = regels.filter((r) => leeg(van(record, r.veld)) && (heel === null || !heel || !leeg(van(heel, r.veld))));
    const kop = maak("h4", heel ? "Ingehouden voor deze partij" : "Wat deze partij nooit krijgt");
    if (weg.length === 0) return maak("div", [kop, maak("p", "Niets: alles wat de bron heeft ging mee.")]);
    return maak("div", [kop, maak("ul", weg.map((r) => maak("li", [maak("code", r.veld, { className: "ingehouden" }), ` ${r.reden || (r.oordeel === "contact" ? "alleen met toestemming contact" : "")}`])))]);
  }

  async toestemming(bron, id) {
    const { eigenOin } = this.console;
    const plek = maak("div");
    const doe = async (pad, meer) => {
      const antwoord = await inzage(eigenOin, pad, { bron, id, ...meer });
      if (antwoord.status === 200) this.console.meld("Vastgelegd. Wissel van partij of open opnieuw: het werkt meteen.");
      else this.console.meld(`${antwoord.status}: ${antwoord.inhoud.details || antwoord.inhoud.message}`, true);
      await teken();
    };
    const knop = (naam, pad, meer) => {
      const deel = maak("button", naam, { type: "button", className: "tweede" });
      deel.addEventListener("click", () => doe(pad, meer));
      return deel;
    };
    const teken = async () => {
      const stand = (await inzage(eigenOin, "toestemmingen/historie", { bron, id })).inhoud;
      const geldt = new Set((stand?.toestemmingen ?? []).filter((t) => !t.ingetrokkenOp).map((t) => t.omvang));
      const bezwaar = (stand?.bezwaren ?? []).some((b) => !b.opgehevenOp);
      const regels = Object.entries(OMVANG).map(([omvang, naam]) => maak("li", [
        `${naam}: ${geldt.has(omvang) ? "gegeven" : "niet gegeven"} `,
        geldt.has(omvang) ? knop(`Trek ${omvang} in`, "toestemmingen/intrekkingen", { omvang }) : knop(`Geef ${omvang}`, "toestemmingen", { omvang, wijze: "console van de sandbox" }),
      ]));
      regels.push(maak("li", [`bezwaar: ${bezwaar ? "gemaakt, niemand ziet deze persoon" : "geen"} `, bezwaar ? knop("Hef bezwaar op", "bezwaren/opheffingen", {}) : knop("Maak bezwaar", "bezwaren", {})]));
      plek.replaceChildren(maak("h4", "Toestemming van deze persoon"), maak("ul", regels));
    };
    await teken();
    return plek;
  }
}
