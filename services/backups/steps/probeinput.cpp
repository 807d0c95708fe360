// SPDX-License-Identifier: GPL-3.0-or-later
#include "probeinput.h"

#include <core/jmespath.h>
#include <executors/input.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using executors::Input;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::ProbeInput", text); }

QString braced(const QString &name) { return u'{' + name + u'}'; }

/// What is wrong with \p json as a probe; empty: nothing.
QString problemOf(const QJsonValue &json)
{
    static const QStringList known{u"name"_s, u"uses"_s, u"with"_s, u"select"_s};
    if (!json.isObject() || json[u"name"].toString().isEmpty() || json[u"uses"].toString().isEmpty())
        return tr("has to be a list of {name, uses, with, select}");
    for (const QString &member : json.toObject().keys()) {
        if (!known.contains(member))
            return tr("has “%1”; a probe has name, uses, with, select").arg(member);
    }
    const QString kind = json[u"uses"].toString().section(u':', 0, 0);
    if (QStringList{u"backup"_s, u"watch"_s, u"wait"_s, u"manual"_s, u"approve"_s, u"decide"_s, u"acknowledge"_s}
            .contains(kind))
        return tr("has “%1”, which is no read that answers at once").arg(json[u"uses"].toString());
    const QString select = json[u"select"].toString();
    const auto parsed = jmespath::Expression::parse(select);
    return select.isEmpty() || parsed ? QString()
                                      : tr("has a “select” that is wrong: %1").arg(parsed.error().message());
}

QJsonArray listOf(Input &input, const QString &member)
{
    const QJsonValue value = input.value(member);
    const bool isAbsent = value.isUndefined() || value.isNull();
    if (!isAbsent && !value.isArray())
        input.refuse(member, tr("has to be a list"));
    return value.toArray();
}

QList<BackupProbe> probesOf(Input &input)
{
    QList<BackupProbe> probes;
    QSet<QString> names;
    const QJsonArray list = listOf(input, u"probes"_s);
    for (const QJsonValue each : list) {
        if (each.isNull() && !input.isComplete())
            continue;
        const BackupProbe probe{
            each[u"name"].toString(), each[u"uses"].toString(), each[u"with"].toObject(), each[u"select"].toString()};
        if (const QString problem = problemOf(each); !problem.isEmpty())
            input.refuse(u"probes"_s, problem);
        if (names.contains(probe.name))
            input.refuse(u"probes"_s, tr("has “%1” twice").arg(probe.name));
        names << probe.name;
        probes << probe;
    }
    return probes;
}

QMap<QString, QJsonValue> answersOf(Input &input)
{
    QMap<QString, QJsonValue> answers;
    const QJsonArray list = listOf(input, u"against"_s);
    for (const QJsonValue each : list) {
        const QString name = each[u"name"].toString();
        if (name.isEmpty() && input.isComplete())
            input.refuse(u"against"_s, tr("has to be a list of {name, answer}"));
        answers.insert(name, each[u"answer"]);
    }
    return answers;
}

/// Puts values into a tree of JSON, and remembers the first that did not fit.
class Placing
{
public:
    explicit Placing(const QMap<QString, QString> &values)
        : m_values(values)
    {
    }
    QJsonValue in(const QJsonValue &value)
    {
        if (value.isString())
            return inText(value.toString());
        if (value.isArray()) {
            QJsonArray list = value.toArray();
            for (QJsonValueRef each : list)
                each = in(each);
            return list;
        }
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            *it = in(*it);
        return value.isObject() ? QJsonValue(object) : value;
    }
    QString problem; ///< empty: all fitted

private:
    QString inText(const QString &text)
    {
        for (auto it = m_values.begin(); it != m_values.end(); ++it) {
            if (text == braced(it.key()))
                return it.value();
        }
        // One pass, so that braces in a value stay what they are.
        static const QRegularExpression place(u"\\{([A-Za-z_][A-Za-z0-9_]*)\\}"_s);
        QString result;
        qsizetype end = 0;
        for (auto match = place.globalMatch(text); match.hasNext();) {
            const QRegularExpressionMatch each = match.next();
            result += QStringView(text).sliced(end, each.capturedStart() - end);
            result += valueInside(each.captured(1));
            end = each.capturedEnd();
        }
        return result + text.mid(end);
    }
    QString valueInside(const QString &name)
    {
        static const QRegularExpression fits(u"\\A[A-Za-z0-9._:/-]+\\z"_s);
        if (!m_values.contains(name)) {
            if (name == "target"_L1)
                problem = tr("“values” has no “target”, which stands for what was restored");
            return braced(name);
        }
        const QString value = m_values.value(name);
        if (!fits.match(value).hasMatch())
            problem = tr("“%1” is no plain name, so it can not stand inside a longer text").arg(value);
        return value;
    }

    const QMap<QString, QString> &m_values;
};

} // namespace

Result<ProbeInput> probeInput(const Step &step)
{
    Input input(step, {u"probes"_s, u"values"_s, u"against"_s});
    ProbeInput given;
    if (input.isComplete() && input.value(u"probes"_s).isUndefined())
        input.refuse(u"probes"_s, tr("is missing"));
    given.probes = probesOf(input);
    given.values = input.map(u"values"_s);
    given.against = answersOf(input);
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return given;
}

Result<Step> readOf(const BackupProbe &probe, const QMap<QString, QString> &values)
{
    Placing placing(values);
    Step read;
    read.title = probe.name;
    read.operation = {probe.uses, placing.in(probe.with).toObject(), {}};
    if (placing.problem.isEmpty())
        return read;
    return Error(Error::Kind::Invalid, tr("Probe “%1”: %2.").arg(probe.name, placing.problem)).withCode(u"Input"_s);
}

} // namespace sm::backups
