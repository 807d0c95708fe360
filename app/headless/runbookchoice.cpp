// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbookchoice.h"

#include "foundation.h"
#include "inputfile.h"

#include <core/json.h>
#include <runbooks/runbooklibrary.h>
#include <runbooks/runbookreader.h>

#include <QCoreApplication>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::RunCommand", text); }

Error noSuchRunbook(const QString &name, const QList<runbooks::Runbook> &all)
{
    QStringList names;
    for (const runbooks::Runbook &each : all)
        names << each.system.value + u'/' + each.id;
    return Error(Error::Kind::NotFound, tr("There is no runbook “%1”. There are: %2.").arg(name, names.join(u", "_s)));
}

} // namespace

Result<runbooks::Runbook> chosenRunbook(const Options &options, const QString &name)
{
    if (name.endsWith(".yaml"_L1) || name.endsWith(".yml"_L1)) {
        const Result<QByteArray> content = contentOf(name);
        if (!content)
            return content.error();
        return runbooks::readRunbook(name, *content).result();
    }
    const auto library = runbooks::RunbookLibrary::load(dataFolder(options) + u"/runbooks"_s);
    const QString id = name.section(u'/', -1);
    const bool isAnySystem = name.contains(u'/') || options.system.isEmpty();
    const QString folder = name.contains(u'/') ? name.section(u'/', 0, 0) : QString();
    QList<runbooks::Runbook> found = isAnySystem ? library.runbooks() : library.ofSystem({options.system});
    found.removeIf([&](const runbooks::Runbook &each) {
        return each.id != id || (!folder.isEmpty() && each.system.value != folder);
    });
    if (found.size() == 1)
        return found.first();
    if (found.isEmpty())
        return noSuchRunbook(name, library.runbooks());
    return Error(Error::Kind::Invalid,
        tr("Several systems have a runbook “%1”. Say which: %2/%1.").arg(id, found.first().system.value));
}

Result<QMap<QString, Secret>> chosenSecrets(const Options &options)
{
    QMap<QString, Secret> secrets;
    if (!options.words.isSet(u"secrets"_s))
        return secrets;
    const Result<QByteArray> content = contentOf(options.words.value(u"secrets"_s));
    if (!content)
        return content.error();
    const Result<QJsonValue> json = parseJson(*content);
    if (!json || !json->isObject())
        return Error(Error::Kind::Invalid, tr("--secrets needs a JSON object: {\"NAME\": \"value\"}."));
    const QJsonObject object = json->toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it->isString())
            return Error(Error::Kind::Invalid, tr("“%1” in --secrets has to be a text: \"value\".").arg(it.key()));
        secrets.insert(it.key(), Secret(it->toString()));
    }
    return secrets;
}

Result<runbooks::ParameterValues> chosenValues(const Options &options, const runbooks::Runbook &runbook)
{
    const Result<QMap<QString, Secret>> secrets = chosenSecrets(options);
    if (!secrets)
        return secrets.error();
    runbooks::CheckedValues texts
        = runbooks::valuesOfTexts(runbook.parameters, options.words.options.value(u"param"_s));
    if (secrets->isEmpty())
        return texts.result();
    runbooks::ParameterValues given = texts.values;
    given.secrets = *secrets;
    runbooks::CheckedValues checked = runbooks::checkValues(runbook.parameters, given);
    for (auto it = texts.problems.begin(); it != texts.problems.end(); ++it) {
        if (!secrets->contains(it.key()))
            checked.problems.insert(it.key(), it.value());
    }
    return checked.result();
}

} // namespace sm::app
