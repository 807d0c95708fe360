// SPDX-License-Identifier: GPL-3.0-or-later
#include "procedurevalues.h"

#include "runbookchoice.h"

#include <QCoreApplication>

#include <algorithm>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::Procedure", text); }

} // namespace

bool takes(const runbooks::Runbook &runbook, const QString &name)
{
    return std::any_of(runbook.parameters.begin(), runbook.parameters.end(),
        [&name](const runbooks::Parameter &each) { return each.name == name; });
}

Result<runbooks::ParameterValues> procedureValues(
    const runbooks::Runbook &runbook, QJsonObject known, const Options &options)
{
    const QStringList assignments = options.words.options.value(u"param"_s);
    const runbooks::CheckedValues typed = runbooks::valuesOfTexts(runbook.parameters, assignments);
    for (const QString &assignment : assignments) {
        const QString name = assignment.section(u'=', 0, 0);
        if (typed.problems.contains(name))
            return Error(Error::Kind::Invalid, tr("%1: %2").arg(name, typed.problems.value(name)));
        known.insert(name, typed.values.json.value(name));
    }
    const Result<QMap<QString, Secret>> secrets = chosenSecrets(options);
    if (!secrets)
        return secrets.error();
    runbooks::ParameterValues given{known, {}};
    for (auto secret = secrets->begin(); secret != secrets->end(); ++secret) {
        if (takes(runbook, secret.key())) // what one run needs is nothing to another
            given.secrets.insert(secret.key(), *secret);
    }
    return runbooks::checkValues(runbook.parameters, given).result();
}

} // namespace sm::app
