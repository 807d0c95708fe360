// SPDX-License-Identifier: GPL-3.0-or-later
#include "unreadservices.h"

#include <tables/deploymenttext.h>

#include <QPushButton>

namespace sm::pages {

using controllers::DeploymentProblem;

namespace {

bool isOffered(const DeploymentProblem &problem) { return problem.error.code() != QStringLiteral("NotOffered"); }

} // namespace

UnreadServices::UnreadServices(QWidget *parent)
    : NoticeBar(parent)
{
    setDismissible(false);
    setCompact(true);
}

void UnreadServices::setProblems(const QList<DeploymentProblem> &problems)
{
    QStringList services;
    QList<QPair<QString, QString>> details;
    for (const DeploymentProblem &each : problems) {
        if (!isOffered(each))
            continue;
        services << tables::serviceTitle(each.kind);
        details.append({services.last(), each.error.message()});
    }
    if (services.isEmpty()) {
        dismiss();
        return;
    }
    const QString text = tr("Could not be read: %1. The others are here.").arg(services.join(tr(", ")));
    showNotice({widgets::Notice::Grade::Warning, text, details});
    connect(addAction(tr("Try again")), &QAbstractButton::clicked, this, &UnreadServices::readRequested);
}

QStringList UnreadServices::notOffered(const QList<DeploymentProblem> &problems)
{
    QStringList services;
    for (const DeploymentProblem &each : problems) {
        if (!isOffered(each))
            services << tables::serviceTitle(each.kind);
    }
    return services;
}

} // namespace sm::pages
