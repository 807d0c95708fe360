// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

#include <optional>

namespace sm::runbooks {

/// What a member of a step's input may be. Where a number, a boolean, a list or a map is meant, a template that is
/// nothing but "${…}" may stand in its place.
enum class MemberType {
    Text,
    Fixed, ///< a text without templates: what a database or a system reads as code
    Word, ///< one of a few
    Secret, ///< nothing but "${parameters.NAME}"
    Capture, ///< true, false, or a Fixed that reads what is kept
    Integer, ///< 0 or more
    Boolean,
    Duration, ///< "5m"
    Glob, ///< a Redis pattern
    Url, ///< an expression may stand only at its beginning; {name} stands for one of "values"
    Condition, ///< a bare JMESPath expression over the scope and "output"
    Name, ///< the id of another step
    TextList,
    FixedList, ///< of texts without templates, two at least
    IntegerList,
    ValueList, ///< of any values
    Command, ///< of texts and numbers, the first without templates
    TextMap,
    Object,
    Json, ///< anything
    Reading, ///< {uses, with} of a step that changes nothing
};

struct Member
{
    QString name;
    MemberType type = MemberType::Text;
    bool isRequired = false;
    bool takesSecret = false; ///< "${parameters.NAME}" of a secret may stand in it
    QStringList words = {}; ///< of a Word
};

enum class Effect {
    Read,
    Write,
    Depends, ///< on the operation or command: the catalog knows
    Human, ///< a person does or decides something
};

/// One kind of step: what its input may hold.
struct StepKind
{
    QString name; ///< "aws", "sql:query", "wait", "manual"
    Effect effect = Effect::Depends;
    QList<Member> members;
    bool isOpen = false; ///< other members are for the planner to check: the input of an AWS operation
    QStringList oneOf = {}; ///< exactly one of these has to be there

    std::optional<Member> member(const QString &memberName) const;
    QStringList memberNames() const;
};

/// All kinds: "aws" and "wait" stand for "aws:<service>:<Operation>" and "wait:<service>:<waiter>".
const QList<StepKind> &stepKinds();

/// The kind that \p uses names. Nothing: there is none.
std::optional<StepKind> stepKind(const QString &uses);

} // namespace sm::runbooks
