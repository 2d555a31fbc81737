  def dense(self: __torch__.Kernel,
    x: Tensor,
    weight: Tensor,
    bias: Tensor) -> Tensor:
    return torch.linear(torch.to(x, ${compute}), torch.to(weight, ${compute}), torch.to(bias, ${compute}))
