// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "finding.h"
#include "page.h"

#include <QCoreApplication>

namespace sm::lint {

/// Takes what one rule finds.
class Report
{
public:
    Report(QString file, QString rule, Finding::Severity severity, QList<Finding> &findings)
        : m_file(std::move(file))
        , m_rule(std::move(rule))
        , m_severity(severity)
        , m_findings(findings)
    {
    }

    void add(int line, const QString &message, const QString &fix = {}) { add(m_severity, line, message, fix); }
    void add(Finding::Severity severity, int line, const QString &message, const QString &fix)
    {
        m_findings.append({m_file, line, severity, m_rule, message, fix});
    }
    /// For what another layer found and named.
    void add(const Finding &finding)
    {
        m_findings.append(finding);
        m_findings.last().file = m_file;
    }

private:
    QString m_file;
    QString m_rule;
    Finding::Severity m_severity;
    QList<Finding> &m_findings;
};

/// One thing that goes wrong with runbooks, in general: it knows nothing of a particular one.
struct Rule
{
    QString name;
    Finding::Severity severity;
    void (*check)(const Page &, Report &);
};

inline QString tr(const char *text) { return QCoreApplication::translate("sm::lint", text); }

} // namespace sm::lint
