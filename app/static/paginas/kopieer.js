// Without JavaScript the buttons stay hidden and the text can be selected.
export function maakKopieerbaar(knop) {
  if (!navigator.clipboard) return;
  knop.hidden = false;
  knop.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(knop.dataset.kopieer).textContent);
    const naam = knop.textContent;
    knop.textContent = "Gekopieerd";
    setTimeout(() => { knop.textContent = naam; }, 2000);
  });
}

document.querySelectorAll("[data-kopieer]").forEach(maakKopieerbaar);
