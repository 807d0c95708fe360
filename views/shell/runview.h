// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace sm::controllers {
class RunsController;
}
namespace sm::dialogs {
class RunDialog;
}

namespace sm::shell {

/// Run \p id of \p runs in full, kept up to date while it runs; its questions are answered there. It belongs to
/// \p window, does not block it, and goes with \p runs.
dialogs::RunDialog *makeRunView(controllers::RunsController &runs, int id, QWidget *window);

} // namespace sm::shell
