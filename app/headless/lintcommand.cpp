// SPDX-License-Identifier: GPL-3.0-or-later
#include "lintcommand.h"

#include "inputfile.h"
#include "logging.h"
#include "options.h"
#include "output.h"

#include <core/json.h>
#include <lint/lint.h>
#include <runbooks/runbookreader.h>

#include <algorithm>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;
using lint::Finding;

namespace {

bool isYaml(const QString &file) { return file.endsWith(".yaml"_L1) || file.endsWith(".yml"_L1); }

QList<Finding> findingsInYaml(const QString &file, const QByteArray &content)
{
    QList<Finding> findings;
    for (const runbooks::Problem &each : runbooks::readRunbook(file, content).problems)
        findings << Finding{file, each.place.line, Finding::Severity::Error, u"runbook-format"_s, each.message, {}};
    return findings;
}

QByteArray textOf(const Finding &finding)
{
    QString text = u"%1:%2: %3: %4: %5\n"_s.arg(onOneLine(finding.file), QString::number(finding.line),
        severityName(finding.severity), finding.rule, onOneLine(finding.message));
    if (!finding.fix.isEmpty())
        text += u"    %1\n"_s.arg(onOneLine(finding.fix));
    return text.toUtf8();
}

/// The file is only worth saying where there are several.
QJsonArray jsonOf(const QList<Finding> &findings, bool withFile)
{
    QJsonArray json = lint::toJson(findings);
    for (qsizetype i = 0; withFile && i < json.size(); ++i) {
        QJsonObject finding = json.at(i).toObject();
        finding.insert(u"file"_s, findings.at(i).file);
        json[i] = finding;
    }
    return json;
}

} // namespace

LintCommand::LintCommand(const Options &options)
    : m_options(options)
    , m_models(options.awsModels)
{
}

Result<QList<Finding>> LintCommand::findingsOf(const QString &file) const
{
    const Result<QByteArray> content = contentOf(file);
    if (!content)
        return content.error();
    if (isYaml(file))
        return findingsInYaml(file, *content);
    return lint::lint(file, *content, m_models);
}

void LintCommand::print(const QList<Finding> &findings) const
{
    if (m_options.words.isSet(u"json"_s)) {
        toStandardOutput(toIndentedJson(jsonOf(findings, m_options.words.words.size() > 1)));
        return;
    }
    for (const Finding &each : findings)
        toStandardOutput(textOf(each));
}

QCoro::Task<Result<ExitCode>> LintCommand::run(CancelToken token)
{
    QList<Finding> findings;
    QStringList unread;
    for (const QString &file : m_options.words.words) {
        if (token.isCancelled())
            co_return Error::cancelled();
        const Result<QList<Finding>> found = findingsOf(file);
        if (found)
            findings << *found;
        else
            unread << found.error().message();
    }
    print(findings);
    if (!unread.isEmpty())
        co_return Error(Error::Kind::Invalid, unread.join(u'\n'));
    const bool isWrong = std::any_of(findings.begin(), findings.end(),
        [](const Finding &each) { return each.severity == Finding::Severity::Error; });
    co_return isWrong ? ExitCode::Refused : ExitCode::Done;
}

} // namespace sm::app
