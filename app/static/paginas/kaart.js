// The country as dots, one for each PC4, with the asked area and the matches on it.
const NS = "http://www.w3.org/2000/svg";
const maak = (naam, eigenschappen = {}, tekst = "") => {
  const deel = document.createElementNS(NS, naam);
  for (const [sleutel, waarde] of Object.entries(eigenschappen)) deel.setAttribute(sleutel, waarde);
  if (tekst) deel.textContent = tekst;
  return deel;
};

export class Kaart {
  static async laad(plek) {
    return new Kaart(plek, await (await fetch("/pagina/kaart.json")).json());
  }

  constructor(plek, gegevens) {
    this.gegevens = gegevens;
    const { breedte, hoogte, punten } = gegevens;
    this.svg = maak("svg", { viewBox: `0 0 ${breedte} ${hoogte}`, role: "img", "aria-label": "Kaart van Nederland" });
    this.svg.append(maak("path", { class: "land", d: Object.values(punten).map(([x, y]) => `M${x} ${y}h0`).join("") }));
    this.laag = maak("g");
    this.svg.append(this.laag);
    plek.replaceChildren(this.svg);
  }

  punt(postcode) {
    return this.gegevens.punten[String(postcode ?? "").slice(0, 4)];
  }

  kilometers(a, b) {
    const [van, naar] = [this.punt(a), this.punt(b)];
    return van && naar ? Math.round(Math.hypot(van[0] - naar[0], van[1] - naar[1]) / this.gegevens.perKm) : null;
  }

  toon(gebied, postcodes) {
    this.laag.replaceChildren();
    const midden = this.punt(gebied.postcode);
    if (midden) {
      const [cx, cy] = midden;
      this.laag.append(maak("circle", { class: "gebied", cx, cy, r: Math.max(6, gebied.afstand * this.gegevens.perKm) }));
      this.laag.append(maak("circle", { class: "midden", cx, cy, r: 7 }));
    }
    const aantallen = new Map();
    for (const postcode of postcodes) {
      const pc4 = String(postcode ?? "").slice(0, 4);
      if (this.punt(pc4)) aantallen.set(pc4, (aantallen.get(pc4) ?? 0) + 1);
    }
    for (const [pc4, aantal] of aantallen) {
      const [cx, cy] = this.punt(pc4);
      const stip = maak("circle", { class: "match", cx, cy, r: 6 + 3 * Math.sqrt(aantal) });
      stip.append(maak("title", {}, `${pc4}: ${aantal}`));
      this.laag.append(stip);
    }
    this.svg.setAttribute("aria-label", `Kaart van Nederland: ${postcodes.length} matches in ${aantallen.size} postcodegebieden`);
  }
}
