// SPDX-License-Identifier: GPL-3.0-or-later
#include "finding.h"

#include <QJsonObject>

namespace sm::lint {

using namespace Qt::Literals::StringLiterals;

QString severityName(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Note:
        return u"note"_s;
    case Finding::Severity::Warning:
        return u"warning"_s;
    case Finding::Severity::Error:
        break;
    }
    return u"error"_s;
}

QJsonArray toJson(const QList<Finding> &findings)
{
    QJsonArray array;
    for (const Finding &finding : findings) {
        array.append(QJsonObject{{u"line"_s, finding.line}, {u"severity"_s, severityName(finding.severity)},
            {u"rule"_s, finding.rule}, {u"message"_s, finding.message}, {u"fix"_s, finding.fix}});
    }
    return array;
}

} // namespace sm::lint
