${include dense}
  def attend(self: __torch__.Kernel,
    query: Tensor,
    key: Tensor,
    value: Tensor) -> Tensor:
    y = torch.scaled_dot_product_attention(query, key, value, None, 0., False)
    return torch.flatten(torch.transpose(y, 1, 2), 2)
  def expand(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    i: int) -> Tensor:
    y = torch.layer_norm(x, [torch.size(x, 2)], w[i + 6], w[i + 7], 1e-06)
    y = torch.gelu((self).dense(y, w[i + 8], w[i + 9]))
    return torch.add(x, (self).dense(y, w[i + 10], w[i + 11]))
  def block(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    i: int,
    heads: int) -> Tensor:
    n = torch.size(x, 0)
    tokens = torch.size(x, 1)
    width = torch.size(x, 2)
    y = torch.layer_norm(x, [width], w[i], w[i + 1], 1e-06)
    y = (self).dense(y, w[i + 2], w[i + 3])
    y = torch.view(y, [n, tokens, 3, heads, torch.floordiv(width, heads)])
    y = torch.permute(y, [2, 0, 3, 1, 4])
    y = (self).attend(torch.select(y, 0, 0), torch.select(y, 0, 1), torch.select(y, 0, 2))
    x = torch.add(x, (self).dense(y, w[i + 4], w[i + 5]))
    return (self).expand(x, w, i)
