// A list that htmx replaced says its count: a status line that comes with the list would not be read out.
(() => {
  document.addEventListener("htmx:afterSettle", () => {
    const news = document.querySelector("[data-announce]");
    if (news) document.getElementById("annonce").textContent = news.textContent;
  });
})();
