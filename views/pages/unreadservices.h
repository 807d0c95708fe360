// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/deploymentscontroller.h>
#include <widgets/noticebar.h>

namespace sm::pages {

/// Names the services that could not be read while the others could; hidden while there are none.
class UnreadServices : public widgets::NoticeBar
{
    Q_OBJECT

public:
    explicit UnreadServices(QWidget *parent = nullptr);

    void setProblems(const QList<controllers::DeploymentProblem> &problems);

    /// Titles of those that the endpoint does not have, such as a stand-in of AWS: nothing can be deployed with them,
    /// and nobody is warned of that.
    static QStringList notOffered(const QList<controllers::DeploymentProblem> &problems);

Q_SIGNALS:
    /// Somebody wants them read again.
    void readRequested();
};

} // namespace sm::pages
