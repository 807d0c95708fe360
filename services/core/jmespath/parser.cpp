// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser.h"

#include "functions.h"
#include "problem.h"

#include <QCoreApplication>

namespace sm::jmespath {

namespace {

using Kind = Token::Kind;

/// Deeper ones would need a deep stack to evaluate and to destroy.
constexpr int deepest = 500;

/// How strongly a token binds what stands left of it (top-down operator precedence).
enum Power {
    None = 0,
    PipePower = 1,
    OrPower = 2,
    AndPower = 3,
    ComparePower = 5,
    FlattenPower = 9,
    ProjectionStop = 10,
    StarPower = 20,
    FilterPower = 21,
    DotPower = 40,
    NotPower = 45,
    BracketPower = 55
};

int powerOf(Kind kind)
{
    switch (kind) {
    case Kind::Pipe:
        return PipePower;
    case Kind::Or:
        return OrPower;
    case Kind::And:
        return AndPower;
    case Kind::Equal:
    case Kind::NotEqual:
    case Kind::Less:
    case Kind::LessOrEqual:
    case Kind::Greater:
    case Kind::GreaterOrEqual:
        return ComparePower;
    case Kind::Flatten:
        return FlattenPower;
    case Kind::Filter:
        return FilterPower;
    case Kind::Dot:
        return DotPower;
    case Kind::LeftBracket:
        return BracketPower;
    default:
        return None;
    }
}

Node::Kind comparisonOf(Kind kind)
{
    switch (kind) {
    case Kind::Equal:
        return Node::Kind::Equal;
    case Kind::NotEqual:
        return Node::Kind::NotEqual;
    case Kind::Less:
        return Node::Kind::Less;
    case Kind::LessOrEqual:
        return Node::Kind::LessOrEqual;
    case Kind::Greater:
        return Node::Kind::Greater;
    default:
        return Node::Kind::GreaterOrEqual;
    }
}

QString tr(const char *text) { return QCoreApplication::translate("sm::jmespath", text); }

using Parsed = Result<NodePointer>;

/// A Pratt parser: prefix() reads what begins an expression, infix() what goes on from a finished one.
class Parser
{
public:
    explicit Parser(const QList<Token> &tokens)
        : m_tokens(tokens)
    {
    }

    Parsed whole()
    {
        Parsed root = expression(None);
        if (root && !at(Kind::End))
            return unexpected();
        return root;
    }

private:
    const Token &token(qsizetype ahead = 0) const { return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)]; }
    bool at(Kind kind, qsizetype ahead = 0) const { return token(ahead).kind == kind; }
    bool take(Kind kind)
    {
        const bool there = at(kind);
        m_at += there ? 1 : 0;
        return there;
    }

    Error unexpected() const
    {
        return at(Kind::End) ? syntaxProblem(tr("it ends too early"), token().position)
                             : syntaxProblem(tr("'%1' is not expected").arg(token().text), token().position);
    }

    template <typename... Children>
    Parsed make(Node node, Children... children)
    {
        (node.children.push_back(std::move(children)), ...);
        for (const NodePointer &child : node.children)
            node.depth = std::max(node.depth, child->depth + 1);
        if (node.depth > deepest)
            return syntaxProblem(tr("it is nested too deeply"), node.position);
        return std::make_unique<Node>(std::move(node));
    }

    template <typename... Children>
    Parsed make(Node::Kind kind, qsizetype position, Children... children)
    {
        Node node;
        node.kind = kind;
        node.position = position;
        return make(std::move(node), std::move(children)...);
    }

    NodePointer current() const
    {
        auto node = std::make_unique<Node>();
        node->position = token().position;
        return node;
    }

    /// left joined with right; joins of one kind grow in width, so that a long one is not deep.
    Parsed join(Node::Kind kind, qsizetype position, NodePointer left, Parsed right)
    {
        if (!right)
            return right;
        if (left->kind != kind)
            return make(kind, position, std::move(left), std::move(*right));
        return make(std::move(*left), std::move(*right));
    }

    Parsed expression(int power)
    {
        if (m_depth >= deepest)
            return syntaxProblem(tr("it is nested too deeply"), token().position);
        ++m_depth;
        Parsed left = prefix();
        while (left && power < powerOf(token().kind))
            left = infix(std::move(*left));
        --m_depth;
        return left;
    }

    Parsed prefix()
    {
        const Token &first = token();
        ++m_at;
        switch (first.kind) {
        case Kind::Current:
            return make(Node::Kind::Current, first.position);
        case Kind::Literal:
            return literal(first);
        case Kind::Identifier:
            return at(Kind::LeftParenthesis) ? call(first) : field(first);
        case Kind::QuotedIdentifier:
            return field(first);
        case Kind::Not:
            return wrapped(Node::Kind::Not, first, expression(NotPower));
        case Kind::LeftParenthesis:
            return closed(expression(None), Kind::RightParenthesis);
        case Kind::LeftBrace:
            return hash(first);
        case Kind::Star:
            return projection(Node::Kind::ObjectProjection, first, current(), StarPower);
        case Kind::Flatten:
            return flatten(first, current());
        case Kind::Filter:
            return filter(first, current());
        case Kind::LeftBracket:
            return at(Kind::Number) || at(Kind::Colon) || isWildcard() ? bracket(first, current()) : list(first);
        default:
            --m_at;
            return unexpected();
        }
    }

    Parsed infix(NodePointer left)
    {
        const Token &first = token();
        ++m_at;
        switch (first.kind) {
        case Kind::Dot:
            return afterDot(first, std::move(left));
        case Kind::Pipe:
            return join(Node::Kind::Chain, first.position, std::move(left), expression(PipePower));
        case Kind::Or:
            return join(Node::Kind::Or, first.position, std::move(left), expression(OrPower));
        case Kind::And:
            return join(Node::Kind::And, first.position, std::move(left), expression(AndPower));
        case Kind::Flatten:
            return flatten(first, std::move(left));
        case Kind::Filter:
            return filter(first, std::move(left));
        case Kind::LeftBracket:
            return bracket(first, std::move(left));
        default:
            return comparison(first, std::move(left));
        }
    }

    Parsed wrapped(Node::Kind kind, const Token &first, Parsed inner)
    {
        return inner ? make(kind, first.position, std::move(*inner)) : std::move(inner);
    }

    Parsed closed(Parsed inner, Kind bracket)
    {
        if (inner && !take(bracket))
            return unexpected();
        return inner;
    }

    Parsed literal(const Token &first)
    {
        Node node;
        node.kind = Node::Kind::Literal;
        node.position = first.position;
        node.literal = first.value;
        return make(std::move(node));
    }

    Parsed field(const Token &first)
    {
        Node node;
        node.kind = Node::Kind::Field;
        node.position = first.position;
        node.text = first.text;
        return make(std::move(node));
    }

    Parsed comparison(const Token &first, NodePointer left)
    {
        Parsed right = expression(ComparePower);
        if (!right)
            return right;
        return make(comparisonOf(first.kind), first.position, std::move(left), std::move(*right));
    }

    Parsed afterDot(const Token &first, NodePointer left)
    {
        if (take(Kind::Star))
            return projection(Node::Kind::ObjectProjection, first, std::move(left), StarPower);
        return join(Node::Kind::Chain, first.position, std::move(left), dotOperand(DotPower));
    }

    /// A name, a call, a multi-select or a wildcard: what may follow a dot.
    Parsed dotOperand(int power)
    {
        const Token &first = token();
        switch (first.kind) {
        case Kind::Identifier:
        case Kind::QuotedIdentifier:
        case Kind::Star:
            return expression(power);
        case Kind::LeftBracket:
            ++m_at;
            return list(first);
        case Kind::LeftBrace:
            ++m_at;
            return hash(first);
        default:
            return unexpected();
        }
    }

    /// What each element of a projection goes through: all that follows and binds more strongly than \p power.
    Parsed projected(int power)
    {
        if (powerOf(token().kind) < ProjectionStop)
            return current();
        if (take(Kind::Dot))
            return dotOperand(power);
        return expression(power); // [0], [1:2], [*] or [?…]
    }

    Parsed projection(Node::Kind kind, const Token &first, NodePointer source, int power)
    {
        Parsed rest = projected(power);
        if (!rest)
            return rest;
        return make(kind, first.position, std::move(source), std::move(*rest));
    }

    Parsed flatten(const Token &first, NodePointer source)
    {
        Parsed flat = make(Node::Kind::Flatten, first.position, std::move(source));
        if (!flat)
            return flat;
        return projection(Node::Kind::Projection, first, std::move(*flat), FlattenPower);
    }

    Parsed filter(const Token &first, NodePointer source)
    {
        Parsed condition = closed(expression(None), Kind::RightBracket);
        if (!condition)
            return condition;
        Parsed rest = projected(FilterPower);
        if (!rest)
            return rest;
        return make(
            Node::Kind::FilterProjection, first.position, std::move(source), std::move(*rest), std::move(*condition));
    }

    bool isWildcard() const { return at(Kind::Star) && at(Kind::RightBracket, 1); }

    /// [0], [1:2] or [*], after the opening bracket.
    Parsed bracket(const Token &first, NodePointer left)
    {
        if (isWildcard()) {
            m_at += 2;
            return projection(Node::Kind::Projection, first, std::move(left), StarPower);
        }
        if (at(Kind::Colon) || at(Kind::Colon, 1)) {
            Parsed sliced = join(Node::Kind::Chain, first.position, std::move(left), slice(first));
            return sliced ? projection(Node::Kind::Projection, first, std::move(*sliced), StarPower)
                          : std::move(sliced);
        }
        return join(Node::Kind::Chain, first.position, std::move(left), index(first));
    }

    Parsed index(const Token &first)
    {
        Node node;
        node.kind = Node::Kind::Index;
        node.position = first.position;
        node.number = token().number;
        if (!take(Kind::Number) || !take(Kind::RightBracket))
            return unexpected();
        return make(std::move(node));
    }

    std::optional<qint64> takeNumber()
    {
        const qint64 number = token().number;
        return take(Kind::Number) ? std::optional(number) : std::nullopt;
    }

    Parsed slice(const Token &first)
    {
        Node node;
        node.kind = Node::Kind::Slice;
        node.position = first.position;
        node.start = takeNumber();
        if (!take(Kind::Colon))
            return unexpected();
        node.stop = takeNumber();
        if (take(Kind::Colon))
            node.step = takeNumber().value_or(1);
        if (!take(Kind::RightBracket))
            return unexpected();
        if (node.step == 0)
            return problem("invalid-value", tr("the step of a slice can not be 0"), first.position);
        return make(std::move(node));
    }

    Parsed list(const Token &first)
    {
        Node node;
        node.kind = Node::Kind::List;
        node.position = first.position;
        do {
            Parsed element = expression(None);
            if (!element)
                return element;
            node.children.push_back(std::move(*element));
        } while (take(Kind::Comma));
        return closed(make(std::move(node)), Kind::RightBracket);
    }

    Parsed hash(const Token &first)
    {
        Node node;
        node.kind = Node::Kind::Hash;
        node.position = first.position;
        do {
            node.names.append(token().text);
            if (!take(Kind::Identifier) && !take(Kind::QuotedIdentifier))
                return unexpected();
            if (!take(Kind::Colon))
                return unexpected();
            Parsed member = expression(None);
            if (!member)
                return member;
            node.children.push_back(std::move(*member));
        } while (take(Kind::Comma));
        return closed(make(std::move(node)), Kind::RightBrace);
    }

    Parsed argument()
    {
        const Token &first = token();
        return take(Kind::Reference) ? wrapped(Node::Kind::Reference, first, expression(None)) : expression(None);
    }

    Parsed call(const Token &name)
    {
        Node node;
        node.kind = Node::Kind::Call;
        node.position = name.position;
        node.function = findFunction(name.text);
        take(Kind::LeftParenthesis);
        if (!at(Kind::RightParenthesis)) {
            do {
                Parsed next = argument();
                if (!next)
                    return next;
                node.children.push_back(std::move(*next));
            } while (take(Kind::Comma));
        }
        if (!take(Kind::RightParenthesis))
            return unexpected();
        if (!node.function)
            return problem("unknown-function", tr("there is no function %1()").arg(name.text), name.position);
        if (!takesArguments(*node.function, node.children.size()))
            return problem("invalid-arity", tr("%1() takes another number of arguments").arg(name.text), name.position);
        return make(std::move(node));
    }

    const QList<Token> &m_tokens;
    qsizetype m_at = 0;
    int m_depth = 0;
};

} // namespace

Result<NodePointer> parseTokens(const QList<Token> &tokens) { return Parser(tokens).whole(); }

} // namespace sm::jmespath
