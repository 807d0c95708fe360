// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbookwriter.h"

#include "yamlwriter.h"
#include <core/durationtext.h>

#include <QJsonArray>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A map under construction; what is empty is left out.
class MapBuilder
{
public:
    MapBuilder() { m_node.kind = YamlNode::Kind::Map; }

    YamlNode node() const { return m_node; }
    bool isEmpty() const { return m_node.keys.isEmpty(); }

    void add(const QString &key, const YamlNode &value)
    {
        m_node.keys << key;
        m_node.items << value;
    }
    void addText(const QString &key, const QString &text)
    {
        if (!text.isEmpty())
            add(key, yamlOf(text));
    }
    void addTexts(const QString &key, const QStringList &texts)
    {
        if (!texts.isEmpty())
            add(key, yamlOf(QJsonArray::fromStringList(texts)));
    }
    void addObject(const QString &key, const QJsonValue &object)
    {
        if (!object.toObject().isEmpty())
            add(key, yamlOf(object));
    }
    template <typename T>
    void addList(const QString &key, const QList<T> &items, YamlNode (*written)(const T &))
    {
        YamlNode list;
        list.kind = YamlNode::Kind::List;
        for (const T &item : items)
            list.items << written(item);
        if (!items.isEmpty())
            add(key, list);
    }

private:
    YamlNode m_node;
};

YamlNode pickerNode(const Picker &picker)
{
    MapBuilder map;
    map.addText(u"uses"_s, picker.uses);
    map.addObject(u"with"_s, picker.with.source());
    map.addText(u"select"_s, picker.select);
    return map.node();
}

YamlNode parameterNode(const Parameter &parameter)
{
    MapBuilder map;
    map.addText(u"type"_s, parameterTypeWord(parameter.type));
    if (parameter.title != parameter.name)
        map.addText(u"title"_s, parameter.title);
    map.addText(u"description"_s, parameter.description);
    if (parameter.hasDefault())
        map.add(u"default"_s, yamlOf(parameter.defaultValue));
    if (parameter.isRequired == parameter.hasDefault())
        map.add(u"required"_s, yamlOf(parameter.isRequired));
    map.addText(u"pattern"_s, parameter.pattern);
    if (parameter.minimum)
        map.add(u"minimum"_s, yamlOf(*parameter.minimum));
    if (parameter.maximum)
        map.add(u"maximum"_s, yamlOf(*parameter.maximum));
    map.addTexts(u"choices"_s, parameter.choices);
    if (parameter.picker)
        map.add(u"picker"_s, pickerNode(*parameter.picker));
    return map.node();
}

YamlNode expectationNode(const RunbookExpectation &expectation)
{
    if (expectation.otherwise.isEmpty())
        return yamlOf(expectation.condition.text());
    MapBuilder map;
    map.addText(u"that"_s, expectation.condition.text());
    map.addText(u"otherwise"_s, expectation.otherwise);
    return map.node();
}

void addAction(MapBuilder &map, const RunbookAction &action)
{
    map.addText(u"title"_s, action.title.source());
    map.addText(u"note"_s, action.note.source());
    map.addText(u"confirm"_s, action.confirm.source());
    map.addText(u"uses"_s, action.uses);
    map.addObject(u"with"_s, action.with.source());
    map.addList(u"expect"_s, action.expect, expectationNode);
    if (action.timeout)
        map.addText(u"timeout"_s, durationText(*action.timeout));
}

YamlNode stepNode(const RunbookStep &step)
{
    MapBuilder map;
    map.addText(u"id"_s, step.id);
    map.addText(u"when"_s, step.when.text());
    map.addText(u"for_each"_s, step.forEach.text());
    addAction(map, step);
    if (step.onFailure != OnFailure::Stop)
        map.addText(u"on_failure"_s, step.onFailure == OnFailure::Ask ? u"ask"_s : u"continue"_s);
    if (step.undo) {
        MapBuilder undo;
        addAction(undo, *step.undo);
        map.add(u"undo"_s, undo.node());
    }
    return map.node();
}

YamlNode linkNode(const RunbookLink &link)
{
    MapBuilder map;
    map.addText(u"title"_s, link.title);
    map.addText(u"url"_s, link.url);
    return map.node();
}

} // namespace

QByteArray writeRunbook(const Runbook &runbook)
{
    MapBuilder map;
    map.addText(u"id"_s, runbook.id);
    map.addText(u"title"_s, runbook.title);
    map.addText(u"purpose"_s, runbook.purpose);
    map.addText(u"system"_s, runbook.system.value);
    map.addText(u"severity"_s, runbook.severity);
    map.addTexts(u"symptoms"_s, runbook.symptoms);
    map.addTexts(u"prerequisites"_s, runbook.prerequisites);
    MapBuilder parameters;
    for (const Parameter &each : runbook.parameters)
        parameters.add(each.name, parameterNode(each));
    if (!parameters.isEmpty())
        map.add(u"parameters"_s, parameters.node());
    map.addList(u"steps"_s, runbook.steps, stepNode);
    map.addList(u"verification"_s, runbook.verification, stepNode);
    map.addList(u"rollback"_s, runbook.rollback, stepNode);
    map.addList(u"links"_s, runbook.links, linkNode);
    if (runbook.reviewBy.isValid())
        map.addText(u"review_by"_s, runbook.reviewBy.toString(Qt::ISODate));
    return writeYaml(map.node());
}

} // namespace sm::runbooks
