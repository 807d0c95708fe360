// SPDX-License-Identifier: GPL-3.0-or-later
#include <stacks/stackdifference.h>

#include <sources/fielddifference.h>
#include <stacks/templatesecret.h>
#include <stacks/templatetext.h>

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Stacks", text); }

QJsonObject comparable(const StackSettings &settings)
{
    QJsonObject all = templateMembers(settings.stackTemplate);
    if (!settings.parameters.isEmpty())
        all.insert(u"Parameter values"_s, settings.parameters);
    if (!settings.tags.isEmpty())
        all.insert(u"Tags"_s, settings.tags);
    if (!settings.capabilities.isEmpty())
        all.insert(u"Capabilities"_s, settings.capabilities.join(u", "_s));
    if (!settings.role.isEmpty())
        all.insert(u"Role"_s, settings.role);
    return all;
}

QStringList without(const QStringList &all, const QStringList &those)
{
    QStringList rest;
    for (const QString &each : all) {
        if (!those.contains(each))
            rest << each;
    }
    return rest;
}

/// A resource that is only on one side is one row: its properties, one by one, tell nothing more.
void addWholeResources(const QStringList &ids, const QJsonObject &resources, bool isNow, QList<Difference> &rows)
{
    for (const QString &id : ids) {
        const QString type = resources.value(id).toObject().value("Type"_L1).toString();
        Difference row;
        row.what = u"Resources."_s + id;
        (isNow ? row.now : row.then) = type.isEmpty() ? tr("there") : type;
        rows << row;
    }
}

QJsonObject withoutResources(QJsonObject all, const QStringList &ids)
{
    QJsonObject resources = all.value("Resources"_L1).toObject();
    for (const QString &id : ids)
        resources.remove(id);
    if (resources.isEmpty())
        all.remove(u"Resources"_s);
    else
        all.insert(u"Resources"_s, resources);
    return all;
}

} // namespace

DeploymentDifference stackDifference(const StackSettings &now, const StackSettings &then)
{
    const QJsonObject left = comparable(now);
    const QJsonObject right = comparable(then);
    const QStringList ofNow = left.value("Resources"_L1).toObject().keys();
    const QStringList ofThen = right.value("Resources"_L1).toObject().keys();
    const QStringList gone = without(ofNow, ofThen);
    const QStringList back = without(ofThen, ofNow);
    DeploymentDifference difference;
    addWholeResources(gone, left.value("Resources"_L1).toObject(), true, difference.rows);
    addWholeResources(back, right.value("Resources"_L1).toObject(), false, difference.rows);
    difference.rows += differences(withoutResources(left, gone), withoutResources(right, back), isTemplateSecret);
    if (!gone.isEmpty())
        difference.notBack << tr("Deleted, with what is in them: %1.").arg(gone.join(u", "_s));
    if (!back.isEmpty())
        difference.notBack << tr("Made anew, and empty: %1.").arg(back.join(u", "_s));
    if (!then.hidden.isEmpty())
        difference.notBack << tr("CloudFormation does not tell the values of %1 (NoEcho): they stay as they are now.")
                                  .arg(then.hidden.join(u", "_s));
    return difference;
}

} // namespace sm::deployments
