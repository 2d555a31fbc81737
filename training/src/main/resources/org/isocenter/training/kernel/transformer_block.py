  def block(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    i: int,
    heads: int) -> Tensor:
    n = torch.size(x, 0)
    tokens = torch.size(x, 1)
    width = torch.size(x, 2)
    y = torch.layer_norm(x, [width], w[i], w[i + 1], 1e-06)
    y = torch.linear(y, w[i + 2], w[i + 3])
    y = torch.view(y, [n, tokens, 3, heads, torch.floordiv(width, heads)])
    y = torch.permute(y, [2, 0, 3, 1, 4])
    query = torch.select(y, 0, 0)
    key = torch.select(y, 0, 1)
    value = torch.select(y, 0, 2)
    y = torch.scaled_dot_product_attention(query, key, value, None, 0., False)
    y = torch.reshape(torch.transpose(y, 1, 2), [n, tokens, width])
    x = torch.add(x, torch.linear(y, w[i + 4], w[i + 5]))
    y = torch.layer_norm(x, [width], w[i + 6], w[i + 7], 1e-06)
    y = torch.gelu(torch.linear(y, w[i + 8], w[i + 9]))
    return torch.add(x, torch.linear(y, w[i + 10], w[i + 11]))
