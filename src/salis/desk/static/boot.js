// Runs before the page is drawn, so that nothing flashes: that there is script, and which light.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("scripted");
  try {
    var theme = localStorage.getItem("salis-theme");
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  } catch (refused) { /* a browser that keeps nothing follows the system */ }
})();
