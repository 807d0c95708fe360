// SPDX-License-Identifier: GPL-3.0-or-later
#include "output.h"

#include <QJsonArray>

#include <cstdio>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

void toStandardOutput(const QByteArray &text)
{
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stdout);
    std::fflush(stdout);
}

void toStandardError(const QString &line) { std::fputs((line + u'\n').toUtf8().constData(), stderr); }

QJsonObject jsonOf(const Plan &plan)
{
    static constexpr const char *marks[] = {"reversible", "reversible until", "partly reversible", "never reversible"};
    QJsonArray steps;
    for (const Step &step : plan.steps) {
        QJsonArray changes;
        for (const Change &change : step.changes)
            changes.append(QJsonObject{{u"what"_s, change.what}, {u"from"_s, change.from}, {u"to"_s, change.to}});
        steps.append(QJsonObject{{u"title"_s, step.title}, {u"uses"_s, step.operation.uses},
            {u"with"_s, step.operation.with}, {u"tier"_s, static_cast<int>(step.tier)},
            {u"mark"_s, QLatin1String(marks[static_cast<int>(step.mark.kind)])}, {u"iamAction"_s, step.iamAction},
            {u"price"_s, step.price}, {u"changes"_s, changes}, {u"cli"_s, step.cli}});
    }
    return {{u"plan"_s, plan.id.value}, {u"title"_s, plan.title}, {u"steps"_s, steps}};
}

} // namespace sm::app
