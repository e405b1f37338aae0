// The discreet screen: « Cacher », or Échap twice, jumps to the directory; the page left is not kept in the history.
(() => {
  const link = document.querySelector("[data-discreet]");
  if (!link) return;
  const TWICE = 700;
  let last = 0;

  const leave = () => {
    document.body.hidden = true;
    window.location.replace(link.href);
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - last < TWICE) leave();
    last = event.timeStamp;
  });
})();
