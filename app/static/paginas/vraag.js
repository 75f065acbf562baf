// The form as a vraagObject, in the spelling of the contract.
const getal = (tekst) => (tekst === "" ? null : Number(tekst));

const BEROEP = {
  werkzoekende: (code) => ["bemiddelingsberoep", { $elemMatch: { $or: [{ "beroep.codeBeroepsnaam": { $eq: code } }] } }],
  vacature: (code) => ["beroep.codeBeroepsnaam", { $eq: code }],
};
const KWALIFICATIE = { werkzoekende: "arbeidsmarktkwalificatie.", vacature: "" };

export function maakVraag(velden) {
  const voor = KWALIFICATIE[velden.soort];
  const vraag = { selectiegebied: { postcode: velden.postcode.trim().toUpperCase(), afstand: getal(velden.afstand) } };
  if (velden.beroep) {
    const [naam, eis] = BEROEP[velden.soort](velden.beroep);
    vraag[naam] = eis;
  }
  if (velden.urenVan) vraag["werktijden.aantalWerkurenPerWeekMaximaal"] = { $gte: getal(velden.urenVan) };
  if (velden.urenTot) vraag["werktijden.aantalWerkurenPerWeekMinimaal"] = { $lte: getal(velden.urenTot) };
  if (velden.rijbewijs) vraag[`${voor}rijbewijs`] = { $all: [{ $elemMatch: { codeSoortRijbewijs: { $eq: velden.rijbewijs } } }] };
  if (velden.taal) vraag[`${voor}taalbeheersing`] = { $all: [{ $elemMatch: { codeTaal: { $eq: velden.taal } } }] };
  return vraag;
}
