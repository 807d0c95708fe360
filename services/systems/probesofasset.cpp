// SPDX-License-Identifier: GPL-3.0-or-later
#include "probesofasset.h"

#include "mapentries.h"

#include <core/jmespath.h>

#include <yaml-cpp/yaml.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace sm::systems {

namespace {

constexpr int MostLevels = 32;
constexpr int MostValues = 10'000; // aliases of YAML can stand for far more than is written

QString tr(const char *text) { return QCoreApplication::translate("sm::systems::SystemCatalog", text); }

QString text(const YAML::Node &node) { return QString::fromStdString(node.as<std::string>()); }

/// The input of a read as JSON: plain numbers, true, false and null are those, everything quoted is text.
class InputReader
{
public:
    explicit InputReader(const WrongAt &wrong)
        : m_wrong(wrong)
    {
    }

    Result<QJsonValue> read(const YAML::Node &node, int level = 0)
    {
        if (level > MostLevels || ++m_values > MostValues)
            return m_wrong(node.Mark(), tr("this is too much, or nested too deeply."));
        if (node.IsMap())
            return readMap(node, level);
        if (node.IsSequence())
            return readList(node, level);
        if (!node.IsScalar())
            return QJsonValue(QJsonValue::Null);
        return node.Tag() == "?" ? plain(node) : QJsonValue(text(node));
    }

private:
    Result<QJsonValue> readMap(const YAML::Node &node, int level)
    {
        QJsonObject object;
        for (const auto &pair : node) {
            const Result<QJsonValue> value = read(pair.second, level + 1);
            if (!value)
                return value.error();
            object.insert(text(pair.first), *value);
        }
        return QJsonValue(object);
    }

    Result<QJsonValue> readList(const YAML::Node &node, int level)
    {
        QJsonArray array;
        for (const auto &each : node) {
            const Result<QJsonValue> value = read(each, level + 1);
            if (!value)
                return value.error();
            array.append(*value);
        }
        return QJsonValue(array);
    }

    static QJsonValue plain(const YAML::Node &node)
    {
        const QString word = text(node);
        if (word == "true"_L1 || word == "false"_L1)
            return word == "true"_L1;
        if (word == "null"_L1 || word == "~"_L1)
            return QJsonValue::Null;
        bool isNumber = false;
        if (const qint64 whole = word.toLongLong(&isNumber); isNumber)
            return whole;
        static const QRegularExpression decimal(uR"(^-?[0-9]+\.[0-9]+$)"_s);
        return decimal.match(word).hasMatch() ? QJsonValue(word.toDouble()) : QJsonValue(word);
    }

    const WrongAt &m_wrong;
    int m_values = 0;
};

class ProbeReader
{
public:
    explicit ProbeReader(const WrongAt &wrong)
        : m_wrong(wrong)
    {
    }

    Result<BackupProbe> read(const YAML::Node &node)
    {
        if (!node.IsMap())
            return m_wrong(node.Mark(), tr("a probe is a map with name, uses and with."));
        const auto taken
            = eachEntry(node, m_wrong, [this](const QString &key, const YAML::Node &keyNode, const YAML::Node &value) {
                  return take(key, keyNode, value);
              });
        if (!taken)
            return taken.error();
        if (m_probe.name.isEmpty() || m_probe.uses.isEmpty())
            return m_wrong(node.Mark(), tr("a probe needs a name, and with uses what it asks."));
        return m_probe;
    }

private:
    Result<void> take(const QString &key, const YAML::Node &keyNode, const YAML::Node &value)
    {
        if (key == "name"_L1)
            m_probe.name = text(value);
        else if (key == "uses"_L1)
            return takeUses(value);
        else if (key == "with"_L1)
            return takeInput(value);
        else if (key == "select"_L1)
            return takeSelect(value);
        else
            return m_wrong(
                keyNode.Mark(), tr("a probe has no \"%1\". It has: %2.").arg(key, u"name, uses, with, select"_s));
        return ok();
    }

    Result<void> takeUses(const YAML::Node &node)
    {
        static const QRegularExpression kind(u"^[a-z0-9-]+(:[A-Za-z0-9-]+){1,2}$"_s);
        m_probe.uses = text(node);
        if (!kind.match(m_probe.uses).hasMatch())
            return m_wrong(node.Mark(),
                tr("uses is a kind of read, as in runbooks: table:query, database:query, aws:SERVICE:OPERATION."));
        return ok();
    }

    Result<void> takeInput(const YAML::Node &node)
    {
        if (!node.IsMap())
            return m_wrong(node.Mark(), tr("with is a map: the input of what it asks."));
        const Result<QJsonValue> input = InputReader(m_wrong).read(node);
        if (!input)
            return input.error();
        m_probe.with = input->toObject();
        return ok();
    }

    Result<void> takeSelect(const YAML::Node &node)
    {
        m_probe.select = text(node);
        const auto expression = jmespath::Expression::parse(m_probe.select);
        if (!expression)
            return m_wrong(node.Mark(), expression.error().message());
        return ok();
    }

    const WrongAt &m_wrong;
    BackupProbe m_probe;
};

} // namespace

Result<QList<BackupProbe>> readProbes(const YAML::Node &node, const WrongAt &wrong)
{
    if (!node.IsSequence())
        return wrong(node.Mark(), tr("probes is a list of {name, uses, with, select}."));
    QList<BackupProbe> probes;
    QSet<QString> names;
    for (const auto &each : node) {
        const Result<BackupProbe> probe = ProbeReader(wrong).read(each);
        if (!probe)
            return probe.error();
        if (names.contains(probe->name))
            return wrong(each.Mark(), tr("there are two probes \"%1\".").arg(probe->name));
        names.insert(probe->name);
        probes << *probe;
    }
    return probes;
}

} // namespace sm::systems
