// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

class QWidget;

namespace sm::controllers {
class RunsController;
}
namespace sm::dialogs {
class PlanDialog;
}

namespace sm::shell {

/// Lets \p dialog ask for a second person where its plan needs one. Before it is opened.
/// \param resumes  the run of the journal that its plan is to take up; 0: none
void joinApproval(dialogs::PlanDialog &dialog, controllers::RunsController &runs, qint64 resumes = 0);

/// Shows what others ask to have approved on the system of \p runs, and takes the answers.
void openApprovals(controllers::RunsController &runs, QWidget *parent);

} // namespace sm::shell
