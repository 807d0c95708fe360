// SPDX-License-Identifier: GPL-3.0-or-later
#include "yamlparser.h"

#include "yamltext.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>
#include <QStringDecoder>

#include <sstream>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks", text); }

/// Unlike QString::fromStdString(), it keeps U+FEFF at the beginning: an author may have written it as an escape.
QString textOf(const std::string &text)
{
    QStringDecoder decoder(
        QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    return decoder.decode(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
}

/// Builds the tree from yaml-cpp's events. yaml-cpp's own tree knows neither duplicate keys nor limits.
class TreeBuilder : public YAML::EventHandler
{
public:
    TreeBuilder(PlaceFinder &places, Problems &problems)
        : m_places(places)
        , m_problems(problems)
    {
    }

    /// Nothing: it went beyond a limit, or has a form that is not taken.
    std::optional<YamlNode> root() const { return m_isStopped ? std::nullopt : std::optional(m_root); }

    void OnDocumentStart(const YAML::Mark &) override { }
    void OnDocumentEnd() override { }
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        finish(made(YamlNode::Kind::Null, mark), anchor);
    }
    void OnScalar(
        const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, const std::string &value) override
    {
        YamlNode node = made(YamlNode::Kind::Scalar, mark);
        node.text = textOf(value);
        node.isQuoted = tag == "!";
        refuseTag(node, tag);
        if (const QString doubt = node.isQuoted || isAtKey() ? QString() : plainProblem(node.text); !doubt.isEmpty())
            m_problems.add(node.place, doubt);
        finish(node, anchor);
    }
    void OnSequenceStart(
        const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        begin(made(YamlNode::Kind::List, mark), tag, anchor);
    }
    void OnSequenceEnd() override { end(); }
    void OnMapStart(
        const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        begin(made(YamlNode::Kind::Map, mark), tag, anchor);
    }
    void OnMapEnd() override { end(); }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        if (m_isStopped)
            return;
        const auto meant = m_anchors.constFind(anchor);
        if (meant == m_anchors.constEnd())
            return stop(m_places.at(mark.pos), tr("this alias repeats what it is part of"));
        YamlNode node = *meant;
        node.place = m_places.at(mark.pos);
        ++node.expansions;
        m_expansions += node.expansions;
        m_nodes += node.nodes;
        if (m_expansions > YamlLimits::expansions)
            return stop(node.place, tr("aliases are resolved at most %1 times").arg(YamlLimits::expansions));
        finish(node, 0);
    }

private:
    struct Open
    {
        YamlNode node;
        YAML::anchor_t anchor;
        bool isAtKey; ///< of a map: the next value is a key
        QSet<QString> seen;
    };

    YamlNode made(YamlNode::Kind kind, const YAML::Mark &mark)
    {
        YamlNode node;
        node.kind = kind;
        node.place = m_places.at(mark.pos);
        ++m_nodes;
        return node;
    }

    bool isAtKey() const { return !m_open.isEmpty() && m_open.last().isAtKey; }

    void stop(const Place &place, const QString &why)
    {
        if (!m_isStopped)
            m_problems.add(place, why);
        m_isStopped = true;
    }

    void refuseTag(const YamlNode &node, const std::string &tag)
    {
        if (!m_isStopped && !tag.empty() && tag != "?" && tag != "!")
            m_problems.add(node.place, tr("tags such as %1 are not taken").arg(QString::fromStdString(tag)));
    }

    void begin(YamlNode node, const std::string &tag, YAML::anchor_t anchor)
    {
        refuseTag(node, tag);
        if (m_isStopped)
            return;
        if (isAtKey())
            return stop(node.place, tr("a key has to be a text"));
        if (m_open.size() >= YamlLimits::depth)
            return stop(node.place, tr("this is nested more than %1 levels deep").arg(YamlLimits::depth));
        const bool isMap = node.isMap();
        m_open.append({std::move(node), anchor, isMap, {}});
    }

    void end()
    {
        if (m_isStopped)
            return;
        const Open closed = m_open.takeLast();
        finish(closed.node, closed.anchor);
    }

    void finish(const YamlNode &node, YAML::anchor_t anchor)
    {
        if (m_nodes > YamlLimits::nodes)
            stop(node.place, tr("the file holds more than %1 values").arg(YamlLimits::nodes));
        if (m_isStopped)
            return;
        if (anchor != 0)
            m_anchors.insert(anchor, node);
        if (m_open.isEmpty())
            m_root = node;
        else if (isAtKey())
            putKey(node);
        else
            put(node);
    }

    void put(const YamlNode &node)
    {
        Open &parent = m_open.last();
        parent.node.items.append(node);
        parent.node.expansions += node.expansions;
        parent.node.nodes += node.nodes;
        parent.isAtKey = parent.node.isMap();
    }

    void putKey(const YamlNode &node)
    {
        Open &parent = m_open.last();
        if (node.kind != YamlNode::Kind::Scalar)
            return stop(node.place, tr("a key has to be a text"));
        if (node.text == "<<"_L1 && !node.isQuoted)
            m_problems.add(node.place, tr("“<<” (merge) is not taken: write the members out"));
        if (parent.seen.contains(node.text))
            m_problems.add(node.place, tr("“%1” is there twice").arg(node.text));
        parent.seen.insert(node.text);
        parent.node.keys.append(node.text);
        parent.node.keyPlaces.append(node.place);
        parent.isAtKey = false;
    }

    PlaceFinder &m_places;
    Problems &m_problems;
    YamlNode m_root;
    QList<Open> m_open;
    QHash<YAML::anchor_t, YamlNode> m_anchors;
    int m_expansions = 0;
    int m_nodes = 0;
    bool m_isStopped = false;
};

} // namespace

std::optional<YamlNode> parseYaml(const QString &file, const QByteArray &yaml, Problems &problems)
{
    if (yaml.size() > YamlLimits::bytes) {
        problems.add({file}, tr("the file is larger than %1 MB").arg(YamlLimits::bytes / 1024 / 1024));
        return {};
    }
    const QByteArray text = yaml.startsWith("\xEF\xBB\xBF") ? yaml.mid(3) : yaml;
    if (const std::optional<Problem> unreadable = textProblem(file, text)) {
        problems.add(unreadable->place, unreadable->message);
        return {};
    }
    PlaceFinder places(file, text);
    try {
        std::istringstream stream(text.toStdString());
        YAML::Parser parser(stream);
        TreeBuilder tree(places, problems);
        if (!parser.HandleNextDocument(tree)) {
            problems.add({file}, tr("there is nothing in the file"));
            return {};
        }
        if (TreeBuilder another(places, problems); parser.HandleNextDocument(another))
            problems.add({file}, tr("a file holds one runbook, not several documents"));
        return tree.root();
    } catch (const YAML::Exception &exception) {
        problems.add(places.at(exception.mark.pos), QString::fromStdString(exception.msg));
        return {};
    }
}

} // namespace sm::runbooks
