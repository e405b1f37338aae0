// A menu of the header closes with Escape, or when the focus or the finger goes elsewhere.
(() => {
  const open = () => document.querySelectorAll("details.menu[open]");
  const leave = (event) => open().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  document.addEventListener("click", leave);
  document.addEventListener("focusin", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
})();
